package dev.gander.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {
  @TempDir Path folder;

  @Test
  void onlyTheLastFolderIsPrivate() throws IOException {
    Path usual = Files.createDirectory(folder.resolve("usual"));

    PrivateFiles.createFolders(folder.resolve("a/b"));

    assertEquals(mode(usual), mode(folder.resolve("a")));
    assertEquals("rwx------", mode(folder.resolve("a/b")));
  }

  @Test
  void aFileThatIsThereStays() throws IOException {
    Path file = folder.resolve("file");

    PrivateFiles.create(file, "first".getBytes(UTF_8));

    assertEquals("rw-------", mode(file));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> PrivateFiles.create(file, "second".getBytes(UTF_8)));
    assertEquals("first", Files.readString(file));
  }

  @Test
  void aFileThatCannotBeWrittenIsRemoved() {
    Path file = folder.resolve("file");

    Thread.currentThread().interrupt();
    assertThrows(
        ClosedByInterruptException.class, () -> PrivateFiles.create(file, "x".getBytes(UTF_8)));

    assertTrue(Thread.interrupted());
    assertFalse(Files.exists(file));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
