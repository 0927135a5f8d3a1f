package dev.gander.testkit.permission;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.AdversaryFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An `adversary.md` in memory.
public final class InMemoryAdversaryFile implements AdversaryFile {
  private volatile @Nullable String text;
  private volatile boolean broken;

  /// @param written null for no file
  public void write(@Nullable String written) {
    text = written;
  }

  /// Lets each reading fail from now on.
  public void breakIt() {
    broken = true;
  }

  @Override
  public Optional<String> text() {
    if (broken) {
      throw new StorageException("adversary.md is broken", null);
    }
    return Optional.ofNullable(text);
  }
}
