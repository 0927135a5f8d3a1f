package dev.gander.adapters.mcp.developer.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.adapters.mcp.developer.DeveloperFixture;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteToolTest extends DeveloperFixture {
  private ToolResult write(Object path, String content) throws InterruptedException {
    return call(
        "write", JsonObject.builder().put("path", path.toString()).put("content", content).build());
  }

  /// Nothing half-written is left either.
  private List<String> names() throws IOException {
    try (var files = Files.list(work)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void makesAFileWithItsFolders() throws Exception {
    assertEquals("Created a/b/c.txt (2 lines)", said(write("a/b/c.txt", "x\ny\n")));
    assertEquals("x\ny\n", Files.readString(work.resolve("a/b/c.txt")));
  }

  @Test
  void replacesAFileAsAWhole() throws Exception {
    Path file = file("a.txt", "something long\n");
    assertEquals("Wrote " + file + " (1 lines)", said(write(file, "ü")));
    assertEquals("ü", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @ParameterizedTest
  @CsvSource({"'',0", "'\n',1", "a,1", "'a\n',1", "'a\n\n',2", "'a\r\nb',2", "'a\rb',1"})
  void countsLines(String content, int lines) throws Exception {
    assertEquals("Created f (" + lines + " lines)", said(write("f", content)));
  }

  @Test
  void keepsPermissions() throws Exception {
    Path file = file("run.sh", "old");
    var executable = PosixFilePermissions.fromString("rwxr-x--x");
    Files.setPosixFilePermissions(file, executable);
    said(write("run.sh", "new"));
    assertEquals(executable, Files.getPosixFilePermissions(file));
  }

  @Test
  void aNewFileHasTheUsualPermissions() throws Exception {
    said(write("new", "x"));
    Path usual = Files.createFile(root.resolve("usual"));
    assertEquals(
        Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(work.resolve("new")));
  }

  @Test
  void writesThroughLinks() throws Exception {
    Path file = file("real.txt", "old");
    Path link = Files.createSymbolicLink(work.resolve("link"), Path.of("real.txt"));
    Path other = Files.createLink(work.resolve("other"), file);
    said(write("link", "new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
    assertEquals("new", Files.readString(other));
  }

  @Test
  void makesWhatALinkPointsTo() throws Exception {
    Path link = Files.createSymbolicLink(work.resolve("link"), Path.of("later.txt"));
    said(write("link", "new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(work.resolve("later.txt")));
  }

  @Test
  void writesToDevices() throws Exception {
    assertEquals("Wrote /dev/null (1 lines)", said(write("/dev/null", "x")));
  }

  @Test
  void refusesAFolder() throws Exception {
    assertEquals(
        "Failed to write " + work + ": Is a directory (os error 21)", failure(write(work, "x")));
  }

  @Test
  void refusesAFileInPlaceOfAFolder() throws Exception {
    file("f", "keep");
    assertTrue(failure(write("f/g", "x")).startsWith("Failed to create directory " + work + "/f:"));
    assertEquals("keep", Files.readString(work.resolve("f")));
  }

  @Test
  void refusesWhatIsNoPath() throws Exception {
    assertEquals(
        "Failed to write a\0b: not a path: Nul character not allowed", failure(write("a\0b", "")));
    String long300 = "n".repeat(300);
    assertEquals(
        "Failed to write " + long300 + ": File name too long", failure(write(long300, "")));
  }

  @Test
  void respectsThatAFileIsReadOnly() throws Exception {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
    Path file = file("f", "keep");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertEquals("Failed to write f: Permission denied (os error 13)", failure(write("f", "x")));
  }

  @Test
  void aFullDiskCostsNothing() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    assertEquals(
        "Failed to write /dev/full: No space left on device (os error 28)",
        failure(write("/dev/full", "x")));
  }

  @Test
  void anInterruptedWriteLeavesTheOldFile() throws Exception {
    Path file = file("f", "old");
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> write("f", "new"));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("f"), names());
  }

  @Test
  void saysWhichArgumentIsMissing() throws Exception {
    assertEquals(
        "Error: Failed to parse arguments: missing field `content`",
        failure(call("write", JsonObject.builder().put("path", "f").build())));
    assertEquals(List.of(), names());
  }
}
