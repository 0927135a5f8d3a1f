package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoosedTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "agent --version", "agent -V", "mcp -V"})
  void versionGoesToStdoutAlone(String line) {
    assertEquals(0, run(line));
    assertLinesMatch(List.of("goosed \\d+\\.\\d+\\.\\d+.*"), out.toString(UTF_8).lines().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "help",
        "help agent",
        "help acp",
        "help mcp",
        "help validate-extensions",
        "agent --help",
        "acp --help",
        "mcp -h",
        "validate-extensions --help"
      })
  void helpGoesToStdout(String line) {
    assertEquals(0, run(line));
    assertTrue(out.toString(UTF_8).startsWith("Usage: goosed "), out.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--port",
        "help me",
        "agent now",
        "agent --port",
        "acp now",
        "acp --port",
        "mcp",
        "mcp developer",
        "mcp --fast",
        "mcp memory tutorial",
        "validate-extensions",
        "validate-extensions a b",
        "validate-extensions --quiet"
      })
  void misuseGoesToStderrWithUsage(String line) {
    assertEquals(2, run(line));
    assertEquals("", out.toString(UTF_8));
    assertTrue(err.toString(UTF_8).contains("Usage: goosed "), err.toString(UTF_8));
  }

  @Test
  void misuseNamesTheArgument() {
    run("agent --port");
    assertTrue(err.toString(UTF_8).contains("'--port'"), err.toString(UTF_8));
  }

  @Test
  void personsAreNotToldOfMarks() {
    run("--version");
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  void aGoodListOfExtensionsIsConfirmedOnOneLine() throws IOException {
    assertEquals(0, run("validate-extensions " + list("[]")));
    assertEquals("✓ 0 extensions are valid\n", out.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{}]", "{}", "no JSON"})
  void aBadListOfExtensionsFailsOnStderrAlone(String text) throws IOException {
    assertEquals(1, run("validate-extensions " + list(text)));
    assertEquals("", out.toString(UTF_8));
    assertTrue(err.toString(UTF_8).contains("Error: "), err.toString(UTF_8));
  }

  @Test
  void aListThatCannotBeReadIsAnError() {
    assertEquals(1, run("validate-extensions " + folder.resolve("absent.json")));
  }

  private Path list(String text) throws IOException {
    return Files.writeString(folder.resolve("extensions.json"), text);
  }

  private int run(String line) {
    var arguments = line.isEmpty() ? List.<String>of() : List.of(line.split(" "));
    return new Goosed(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .run(arguments);
  }
}
