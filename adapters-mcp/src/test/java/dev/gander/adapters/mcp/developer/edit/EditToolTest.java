package dev.gander.adapters.mcp.developer.edit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.developer.DeveloperFixture;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EditToolTest extends DeveloperFixture {
  private ToolResult edit(String path, String before, String after) throws InterruptedException {
    return call(
        "edit",
        JsonObject.builder().put("path", path).put("before", before).put("after", after).build());
  }

  @Test
  void replacesTheOnePlace() throws Exception {
    Path file = file("f", "x\ny\nx\n");
    assertEquals("Edited f (1 lines -> 2 lines)", said(edit("f", "y", "why\nnot")));
    assertEquals("x\nwhy\nnot\nx\n", Files.readString(file));
  }

  @Test
  void deletesWithAnEmptyReplacement() throws Exception {
    Path file = file("f", "a\nb\nc\n");
    assertEquals("Edited f (1 lines -> 0 lines)", said(edit("f", "b\n", "")));
    assertEquals("a\nc\n", Files.readString(file));
  }

  @Test
  void takesNothingForAPattern() throws Exception {
    Path file = file("f", "a.*$1\\b");
    said(edit("f", ".*$1\\", "$0\\"));
    assertEquals("a$0\\b", Files.readString(file));
  }

  @Test
  void namesTheFirstTwoOfManyPlaces() throws Exception {
    file("f", "x\ny\nx\n");
    assertEquals(
        """
        Found 2 matches. Please provide more context to identify a unique match:

        Match 1 (line 1):
        ```
        x
        y
        ```
        Match 2 (line 3):
        ```
        y
        x
        ```""",
        failure(edit("f", "x", "z")));
    file("g", "xxx");
    assertTrue(failure(edit("g", "x", "z")).endsWith("```\n...and 1 more"));
    assertEquals("xxx", Files.readString(work.resolve("g")));
  }

  @Test
  void showsTheFileWhenThereIsNoPlace() throws Exception {
    file("f", "x\ny\nx\n");
    assertEquals(
        """
        No match found for the specified text.

        File preview:
        ```
           1: x
           2: y
           3: x
        ```""",
        failure(edit("f", "q", "z")));
    file("empty", "");
    assertEquals(
        "No match found for the specified text.\n\n(file is empty)",
        failure(edit("empty", "q", "z")));
  }

  @Test
  void pointsToASimilarPlace() throws Exception {
    file(
        "f", IntStream.range(0, 30).mapToObj(i -> "  line " + i).collect(Collectors.joining("\n")));
    String hint = failure(edit("f", "\tline 7\n\tline 8", ""));
    assertTrue(
        hint.startsWith(
            """
            No match found for the specified text.

            Did you mean:
            ```
              line 5
              line 6
              line 7
              line 8
              line 9
            ```

            File preview:
            ```
               1:   line 0
            """),
        hint);
    assertTrue(hint.endsWith("  20:   line 19\n```\n... (10 more lines)"), hint);
  }

  @Test
  void anEndlessLineIsCutInHints() throws Exception {
    file("f", "x".repeat(1_000_000));
    assertTrue(failure(edit("f", "q", "")).length() < 1000);
  }

  @Test
  void anEmptyTextIsEverywhere() throws Exception {
    file("f", "ab");
    assertTrue(failure(edit("f", "", "z")).startsWith("Found 3 matches."));
    Path empty = file("empty", "");
    assertEquals("Edited empty (0 lines -> 1 lines)", said(edit("empty", "", "z")));
    assertEquals("z", Files.readString(empty));
  }

  @Test
  void placesThatOverlapCountOnce() throws Exception {
    Path file = file("f", "aaa");
    said(edit("f", "aa", "b"));
    assertEquals("ba", Files.readString(file));
  }

  @Test
  void meansTheLineEndsOfAFileFromWindows() throws Exception {
    Path file = file("f", "a\r\nb\r\nc\r\n");
    assertEquals("Edited f (2 lines -> 3 lines)", said(edit("f", "a\nb", "x\ny\nz")));
    assertEquals("x\r\ny\r\nz\r\nc\r\n", Files.readString(file));
  }

  @Test
  void isExactInAFileWithMixedLineEnds() throws Exception {
    Path file = file("f", "a\r\nb\nc\r\n");
    failure(edit("f", "a\nb", "x"));
    said(edit("f", "b\nc", "x\ny"));
    assertEquals("a\r\nx\ny\r\n", Files.readString(file));
  }

  @Test
  void keepsAByteOrderMarkAndCharactersOfAllKinds() throws Exception {
    Path file = file("f", "\uFEFFgrüße 🦆\0");
    said(edit("f", "ü", "ue"));
    assertEquals("\uFEFFgrueße 🦆\0", Files.readString(file));
  }

  @Test
  void refusesWhatIsNoUtf8() throws Exception {
    Path file = Files.write(work.resolve("f"), "grün".getBytes(ISO_8859_1));
    assertEquals(
        "Failed to read f: stream did not contain valid UTF-8", failure(edit("f", "n", "m")));
    assertEquals("grün", Files.readString(file, ISO_8859_1));
  }

  @Test
  void refusesWhatCannotBeRead() throws Exception {
    assertEquals(
        "Failed to read none: No such file or directory (os error 2)",
        failure(edit("none", "a", "b")));
    assertEquals("Failed to read .: Is a directory (os error 21)", failure(edit(".", "a", "b")));
  }

  @Test
  void refusesAHugeFile() throws Exception {
    try (var sparse = new RandomAccessFile(work.resolve("f").toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertEquals("Failed to read f: the file is larger than 32 MiB", failure(edit("f", "a", "b")));
  }

  @Test
  void writesThroughALink() throws Exception {
    Path file = file("real", "old");
    Path link = Files.createSymbolicLink(work.resolve("link"), file);
    said(edit("link", "old", "new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void editsOfOneRoundDoNotUndoEachOther() throws Exception {
    Path file =
        file(
            "f", IntStream.range(0, 40).mapToObj(i -> "<" + i + ">").collect(Collectors.joining()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var edits =
          IntStream.range(0, 40)
              .mapToObj(i -> threads.submit(() -> said(edit("f", "<" + i + ">", i + ";"))))
              .toList();
      for (var edit : edits) {
        edit.get(60, SECONDS);
      }
    }
    assertEquals(
        IntStream.range(0, 40).mapToObj(i -> i + ";").collect(Collectors.joining()),
        Files.readString(file));
  }

  @Test
  void saysWhichArgumentIsMissing() throws Exception {
    assertEquals(
        "Error: Failed to parse arguments: missing field `after`",
        failure(call("edit", JsonObject.builder().put("path", "f").put("before", "").build())));
  }
}
