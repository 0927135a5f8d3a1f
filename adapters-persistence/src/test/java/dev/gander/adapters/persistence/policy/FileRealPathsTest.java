package dev.gander.adapters.persistence.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.policy.RealPaths;
import dev.gander.testkit.policy.RealPathsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRealPathsTest implements RealPathsContract {
  @TempDir Path folder;

  @Override
  public RealPaths paths() {
    return new FileRealPaths();
  }

  @Override
  public Path root() {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileIsNotAFolder() throws IOException {
    Files.writeString(folder.resolve("file"), "x");

    assertEquals(Optional.of(root().resolve("file/x")), paths().real(root().resolve("file/x")));
  }

  @Test
  void namesThatNoSystemTakesAreNotFollowed() {
    Path endless = root().resolve("a/".repeat(50_000));

    assertEquals(Optional.of(endless.normalize()), paths().real(endless));
  }
}
