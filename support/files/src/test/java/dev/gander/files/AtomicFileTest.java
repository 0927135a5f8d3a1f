package dev.gander.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.files.AtomicFile.Access;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisabledOnOs(OS.WINDOWS)
class AtomicFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aFileHoldsWhatWasWrittenLast(Access access) throws IOException {
    Path file = folder.resolve("file");

    AtomicFile.write(file, bytes("first, and longer"), access);
    AtomicFile.write(file, bytes("second"), access);

    assertEquals("second", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @ParameterizedTest
  @CsvSource({"USUAL, rwxr-x---", "OWNER, rw-------", "READABLE, rw-r--r--"})
  void theModeOfAFileThatExists(Access access, String mode) throws IOException {
    Path file = old("file");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));

    AtomicFile.write(file, bytes("new"), access);

    assertEquals(mode, mode(file));
  }

  @Test
  void theModeOfANewFile() throws IOException {
    Path usual = Files.createFile(folder.resolve("usual"));

    AtomicFile.write(folder.resolve("new"), bytes("x"), Access.USUAL);
    AtomicFile.write(folder.resolve("own"), bytes("x"), Access.OWNER);

    assertEquals(mode(usual), mode(folder.resolve("new")));
    assertEquals("rw-------", mode(folder.resolve("own")));
  }

  @Test
  void whoHasOpenedTheOldFileGoesOnReadingIt() throws IOException {
    Path file = old("file");

    try (var reader = Files.newBufferedReader(file)) {
      AtomicFile.write(file, bytes("new"), Access.USUAL);

      assertEquals("old", reader.readLine());
    }
  }

  @Test
  void aWriteFollowsLinks() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Path far = folder.resolve("data/file");
    Path near = Files.createSymbolicLink(folder.resolve("data/near"), Path.of("file"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("data/near"));

    AtomicFile.write(link, bytes("made"), Access.OWNER);
    AtomicFile.write(link, bytes("replaced"), Access.OWNER);

    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(near));
    assertEquals("replaced", Files.readString(far, UTF_8));
  }

  @Test
  void aReplacementDoesNotFollowLinks() throws IOException {
    Path far = old("far");
    Path link = Files.createSymbolicLink(folder.resolve("link"), far);

    AtomicFile.replace(link, bytes("new"), Access.OWNER);

    assertFalse(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(link));
    assertEquals("old", Files.readString(far));
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));

    assertThrows(
        FileSystemLoopException.class, () -> AtomicFile.write(link, bytes("x"), Access.USUAL));
  }

  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    Path full = Files.createDirectories(folder.resolve("full/content"));

    assertThrows(
        IOException.class, () -> AtomicFile.write(full.getParent(), bytes("x"), Access.OWNER));

    assertEquals(List.of("full"), names());
  }

  @Test
  void anInterruptLeavesTheOldContent() throws IOException {
    Path file = old("file");

    Thread.currentThread().interrupt();
    assertThrows(
        ClosedByInterruptException.class, () -> AtomicFile.write(file, bytes("x"), Access.OWNER));

    assertTrue(Thread.interrupted());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void aFileOfSomebodyElseIsPutInPlace() throws IOException {
    Path file = old("file");
    Path written = Files.writeString(folder.resolve("written"), "new");

    AtomicFile.putInPlace(written, file);

    assertEquals("new", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void aRewriteKeepsModeAndLinks() throws IOException {
    Path file = old("file");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));

    AtomicFile.rewrite(link, bytes("new"));

    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
    assertEquals("rwxr-x--x", mode(file));
    assertEquals(List.of("file", "link"), names());
  }

  @Test
  void aRewriteKeepsTheOtherNamesOfAFile() throws IOException {
    Path file = old("file");
    Path other = Files.createLink(folder.resolve("other"), file);

    AtomicFile.rewrite(file, bytes("new"));

    assertEquals("new", Files.readString(other));
    assertEquals(List.of("file", "other"), names());
  }

  @Test
  void aRewriteMakesWhatALinkPointsTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("later"));

    AtomicFile.rewrite(link, bytes("new"));

    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(folder.resolve("later")));
  }

  @Test
  void aRewriteOfAFolderFails() {
    assertThrows(IOException.class, () -> AtomicFile.rewrite(folder, bytes("x")));
    assertThrows(IOException.class, () -> AtomicFile.rewrite(Path.of("/"), bytes("x")));
  }

  private Path old(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "old");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
