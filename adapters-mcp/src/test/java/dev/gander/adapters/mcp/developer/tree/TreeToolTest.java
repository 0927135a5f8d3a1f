package dev.gander.adapters.mcp.developer.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.developer.DeveloperFixture;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import dev.gander.ignores.GlobalIgnore;
import dev.gander.testkit.extension.RecordingProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TreeToolTest extends DeveloperFixture {
  private ToolResult tree(Object path) throws InterruptedException {
    return call("tree", JsonObject.of("path", Json.of(path.toString())));
  }

  private ToolResult tree(Object path, long depth) throws InterruptedException {
    return call(
        "tree", JsonObject.builder().put("path", path.toString()).put("depth", depth).build());
  }

  @Test
  void showsFoldersFirstWithTheirLines() throws Exception {
    file("b.txt", "1\n2\n");
    file("B.txt", "1");
    file("z/in.txt", "1\n2\n3");
    file("a/deep/er.txt", "1\n");
    Files.createDirectory(work.resolve("empty"));
    assertEquals(
        """
        a/  [1]
          deep/  [1]
            er.txt  [1]
        empty/  [0]
        z/  [3]
          in.txt  [3]
        B.txt  [1]
        b.txt  [2]
        """,
        said(tree(work)));
  }

  @Test
  void looksOneLevelDeeperThanItsDepth() throws Exception {
    file("1/2/3/4/f", "x");
    assertEquals("1/  [0]\n  2/  [0]\n", said(tree(".", 1)));
    assertEquals("1/  [0]\n  2/  [0]\n    3/  [0]\n", said(tree(".")));
    assertTrue(said(tree(".", 0)).endsWith("      4/  [1]\n        f  [1]\n"));
  }

  @Test
  void shortensThousands() throws Exception {
    file("f", "\n".repeat(1999));
    file("g", "\n".repeat(999));
    assertEquals("f  [1K]\ng  [999]\n", said(tree("")));
  }

  @Test
  void countsNoLinesOfWhatIsNoText() throws Exception {
    Files.write(work.resolve("binary"), new byte[] {(byte) 0xFF, '\n', '\n'});
    file("long", "ü\n".repeat(100_000));
    file("half", "a".repeat(65535) + "ü");
    assertEquals("binary  [0]\nhalf  [1]\nlong  [100K]\n", said(tree("")));
  }

  @Test
  void doesNotFollowLinks() throws Exception {
    Files.createSymbolicLink(work.resolve("loop"), work);
    Files.createSymbolicLink(work.resolve("dangling"), Path.of("nowhere"));
    assertEquals("dangling  [0]\nloop  [0]\n", said(tree("", 0)));
  }

  @Test
  void doesNotWaitForAPipe() throws Exception {
    said(shell("mkfifo pipe"));
    assertEquals("pipe  [0]\n", said(tree("")));
  }

  @Test
  void leavesOutHiddenAndIgnoredEntries() throws Exception {
    file(".hidden", "x");
    file(".gitignore", "*.log\n/build/\n!keep.log\n");
    file(".ignore", "secret\n");
    file("a.log", "x");
    file("keep.log", "x");
    file("secret", "x");
    file("build/out", "x");
    file("sub/.gitignore", "!a.log\nlocal\n");
    file("sub/a.log", "x");
    file("sub/b.log", "x");
    file("sub/local", "x");
    file("sub/build/out", "x");
    assertEquals(
        """
        sub/  [2]
          build/  [1]
            out  [1]
          a.log  [1]
        keep.log  [1]
        """,
        said(tree("")));
  }

  @Test
  void heedsTheFilesOfTheFoldersAroundUpToTheRepository() throws Exception {
    file(".gitignore", "outer\n");
    file("repo/.git/info/exclude", "excluded\n");
    file("repo/.gitignore", "/sub/ignored\n");
    file("repo/sub/outer", "x");
    file("repo/sub/excluded", "x");
    file("repo/sub/ignored", "x");
    assertEquals("outer  [1]\n", said(tree("repo/sub")));
  }

  @Test
  void heedsTheUsersOwnIgnoreFile() throws Exception {
    Files.createDirectories(home.resolve(".config/git"));
    Files.writeString(home.resolve(".config/git/ignore"), "*.swp\n");
    file("a.swp", "x");
    file("a.tmp", "x");
    assertEquals("a.tmp  [1]\n", said(tree("")));
    Files.writeString(home.resolve("mine"), "*.tmp\n");
    Files.writeString(home.resolve(".gitconfig"), "[core]\n\texcludesFile = ~/mine\n");
    assertEquals("a.swp  [1]\n", said(tree("")));
  }

  @Test
  void anIgnoredFolderIsShownWhenItIsAskedFor() throws Exception {
    file(".gitignore", "build/\n");
    file("build/out", "x");
    assertEquals("(empty directory)", said(tree("")));
    assertEquals("out  [1]\n", said(tree("build")));
  }

  @Test
  void stopsAfterVeryManyEntries() throws Exception {
    file("a/1", "");
    file("a/2", "");
    file("a/3", "");
    var tree = new TreeTool(GlobalIgnore.of(environment()), 3);
    ToolResult result =
        tree.call(invocation("tree", JsonObject.of("path", Json.of(""))), new RecordingProgress());
    assertEquals(4, said(result).lines().count());
    assertTrue(said(result).endsWith("\n... (too many entries: look into one of the folders)\n"));
  }

  @Test
  void refusesWhatIsNoFolder() throws Exception {
    Path file = file("f", "x");
    assertEquals("Path is not a directory: " + file, failure(tree("f")));
    assertEquals("Path does not exist: " + work + "/none", failure(tree("none")));
    assertTrue(failure(tree("\0")).startsWith("Error: "));
  }

  @Test
  void refusesWrongArguments() throws Exception {
    assertEquals(
        "Error: Failed to parse arguments: missing field `path`",
        failure(call("tree", JsonObject.EMPTY)));
    assertEquals(
        "Error: Failed to parse arguments: depth: invalid value: integer `-1`, expected u64",
        failure(tree("", -1)));
  }

  @Test
  void anInterruptedWalkEnds() throws Exception {
    file("a/b", "x");
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> tree("", 0));
  }
}
