package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
  @TempDir private Path folder;
  private SearchPath path;

  @BeforeEach
  void open() throws IOException {
    String inherited =
        Files.createDirectory(folder.resolve("a"))
            + File.pathSeparator
            + Files.createDirectory(folder.resolve("b"));
    path = SearchPath.ofUnix(inherited);
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "#!/bin/sh\n");
  }

  @Test
  void whatMayNotBeRunIsPassedBy() throws IOException {
    file("a/tool");
    Path runs = file("b/tool");
    assertTrue(runs.toFile().setExecutable(true));

    assertEquals(Optional.of(runs), path.find("tool", folder));
    assertFalse(path.mayNotRun("tool", folder));
  }

  @Test
  void whatMayNotBeRunIsNotTheSameAsNothing() throws IOException {
    file("b/tool");

    assertTrue(path.mayNotRun("tool", folder));
    assertTrue(path.mayNotRun("b/tool", folder));
    assertTrue(path.mayNotRun("b/../b", folder));
    assertFalse(path.mayNotRun("other", folder));
    assertFalse(path.mayNotRun("a/tool", folder));
  }

  /// npm writes all three, and only one of them can be started.
  @Test
  void onWindowsTheEndingMayBeLeftOut() throws IOException {
    SearchPath windows = new SearchPath(List.of(), List.of(), path.inherited(), true);
    program("a/npx");
    file("a/npx.ps1");
    Path npx = program("b/npx.cmd");
    Path uvx = program("b/uvx.exe");
    program("b/uvx.cmd");
    Path numbered = program("b/python3.12.exe");

    assertEquals(Optional.of(npx), windows.find("npx", folder));
    assertEquals(Optional.of(npx), windows.find("npx.cmd", folder));
    assertEquals(Optional.of(uvx), windows.find("uvx", folder));
    assertEquals(Optional.of(numbered), windows.find("python3.12", folder));
    assertEquals(Optional.of(npx), windows.find(folder.resolve("b/npx").toString(), folder));
    assertEquals(Optional.empty(), windows.find("other", folder));
    Path inFolder = program("a\\npx.cmd");
    assertEquals(Optional.of(inFolder), windows.find("a\\npx", folder));
    assertEquals(Optional.of(folder.resolve("a/npx")), path.find("npx", folder));
  }

  @Test
  void onWindowsAnEntryMayBeQuoted() throws IOException {
    Path tool = program("b/tool.exe");
    String entries =
        "\"%s\" :%s".formatted(folder.resolve("a"), "\"" + folder.resolve("b") + "\" ");

    assertEquals(
        Optional.of(tool),
        new SearchPath(List.of(), List.of(), entries, true).find("tool", folder));
  }

  @Test
  void anEntryThatIsNoPathDoesNotHideTheOthers() throws IOException {
    Path tool = program("b/tool");

    assertEquals(
        Optional.of(tool), SearchPath.ofUnix("a\0b:" + folder.resolve("b")).find("tool", folder));
  }

  @Test
  void whatIsNoNameIsNotFound() {
    assertEquals(Optional.empty(), path.find("a\0b", folder));
    assertFalse(path.mayNotRun("a\0b", folder));
  }

  private Path program(String name) throws IOException {
    Path program = file(name);
    assertTrue(program.toFile().setExecutable(true));
    return program;
  }
}
