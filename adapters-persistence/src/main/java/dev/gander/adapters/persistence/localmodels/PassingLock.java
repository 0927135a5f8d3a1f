package dev.gander.adapters.persistence.localmodels;

import dev.gander.adapters.persistence.files.LockFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A lock whose file exists only while it is held, so that nothing is left beside the user's files.
/// The file of a killed process stays, and locks nothing.
public final class PassingLock {
  private PassingLock() {}

  /// Takes the lock without waiting.
  ///
  /// @param file its folder must exist
  /// @return empty if another program or another part of this one holds it
  public static Optional<Closeable> take(Path file) throws IOException {
    while (true) {
      Object before = key(file);
      Optional<LockFile.Held> held = LockFile.tryAcquire(file);
      if (held.isEmpty()) {
        return Optional.empty();
      }
      // Its last holder may have removed the file after it was opened here: then the next one
      // would create another, and both would hold a lock.
      if (before != null && before.equals(key(file))) {
        return Optional.of(() -> release(file, held.get()));
      }
      held.get().close();
    }
  }

  private static void release(Path file, LockFile.Held held) throws IOException {
    try (held) {
      Files.deleteIfExists(file);
    }
  }

  /// Null if there is no such file.
  private static @Nullable Object key(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Objects.requireNonNullElse(attributes.fileKey(), "the only one");
    } catch (NoSuchFileException _) {
      return null;
    }
  }
}
