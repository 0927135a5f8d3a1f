package dev.gander.adapters.mcp.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.extension.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummarizeExtensionTest {
  @TempDir Path folder;
  private final List<SamplingRequest> asked = new ArrayList<>();
  private boolean fails;

  @Test
  void filesAndQuestionAreOneRequestToTheModel() throws Exception {
    write("docs/b.md", "two\nlines\n");
    write("docs/a.md", "one");
    write("docs/c.txt", "text");

    assertEquals("The answer\n\n---\n*Read: 3 files, 4 lines*", ask(List.of("docs"), "What?"));
    assertEquals(
        "# File: docs/a.md\n\none\n\n# File: docs/b.md\n\ntwo\nlines\n\n\n"
            + "# File: docs/c.txt\n\ntext\n\n\n# Question\n\nWhat?",
        asked.getFirst().messages().getFirst().text());
  }

  @Test
  void onlyFilesWithTheGivenEndingsAreRead() throws Exception {
    write("a.md", "a");
    write("b.txt", "b");
    write("c.rs", "c");

    ask(List.of("."), "What?", "md", ".rs");

    assertEquals(List.of("a.md", "c.rs"), read());
  }

  @Test
  void whatIsNoTextOrNotMeantIsSkipped() throws Exception {
    write(".gitignore", "build/\n*.log\n");
    write(".git/config", "x");
    write("build/out.txt", "x");
    write("a.log", "x");
    write("long.txt", "x".repeat(100 * 1024 + 1));
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
    Files.createSymbolicLink(folder.resolve("passwd"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(folder.resolve("circle"), folder);
    write("good.txt", "x");

    ask(List.of("."), "What?");

    assertEquals(List.of(".gitignore", "good.txt"), read());
  }

  @Test
  void whatLiesOutsideOfTheWorkingFolderIsRefused() throws Exception {
    Files.createSymbolicLink(folder.resolve("etc"), Path.of("/etc"));
    Files.createSymbolicLink(folder.resolve("passwd"), Path.of("/etc/passwd"));

    for (String path : List.of("/etc/passwd", "../", "etc", "passwd", "a/../..")) {
      write("a/x", "x");
      String told = ask(List.of(path), "What?");
      assertEquals("Error: Only paths inside the working folder can be read: " + path, told);
    }
    assertEquals(List.of(), asked);
  }

  @Test
  void whatCannotBeAskedIsTold() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    for (int i = 0; i < 11; i++) {
      write("many/" + i, "x".repeat(100_000));
    }

    assertEquals("Error: No files to read in: empty", ask(List.of("empty"), "What?"));
    assertEquals("Error: Path not found: none", ask(List.of("none"), "What?"));
    assertTrue(ask(List.of("many"), "What?").startsWith("Error: The files have more than 1 MiB"));
    assertEquals(
        "Error: Failed to parse arguments: missing field `question`",
        call(JsonObject.of("paths", JsonArray.ofTexts(List.of()))).joinedText());
    fails = true;
    write("a", "x");
    assertTrue(ask(List.of("a"), "What?").contains("overloaded"));
  }

  @Test
  void itIsOnlyStartedUnderItsOwnName() {
    SummarizeConnector connector = new SummarizeConnector();

    assertTrue(connector.connects(platform("summarize")));
    assertFalse(connector.connects(platform("summon")));
  }

  private static ExtensionConfig platform(String name) {
    return new ExtensionConfig.Platform(name, "", null, null, List.of(), JsonObject.EMPTY);
  }

  private List<String> read() {
    return asked
        .getLast()
        .messages()
        .getFirst()
        .text()
        .lines()
        .filter(line -> line.startsWith("# File: "))
        .map(line -> line.substring(8))
        .toList();
  }

  private String ask(List<String> paths, String question, String... endings)
      throws InterruptedException {
    JsonObject arguments =
        JsonObject.of("paths", JsonArray.ofTexts(paths))
            .with("question", Json.of(question))
            .with("extensions", JsonArray.ofTexts(List.of(endings)));
    return call(arguments).joinedText();
  }

  private ToolResult call(JsonObject arguments) throws InterruptedException {
    Extension extension = new SummarizeConnector().connect(platform("summarize"), new Host());
    return extension.call(
        new ToolInvocation(new SessionId("1_1"), folder, "c1", "summarize", arguments),
        new RecordingProgress());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private final class Host implements ExtensionHost {
    @Override
    public SessionId sessionId() {
      return new SessionId("1_1");
    }

    @Override
    public Path workingDir() {
      return folder;
    }

    @Override
    public Optional<String> container() {
      return Optional.empty();
    }

    @Override
    public SamplingAnswer sample(SamplingRequest request) {
      if (fails) {
        throw new ProviderException.ServerError("overloaded", null);
      }
      asked.add(request);
      return new SamplingAnswer("model", "The answer");
    }

    @Override
    public void toolsChanged() {}
  }
}
