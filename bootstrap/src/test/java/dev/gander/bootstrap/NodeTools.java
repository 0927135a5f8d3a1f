package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.testkit.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The programs in `contract/tools/`, which need Node. Without Node their tests are skipped, but
/// never in CI.
final class NodeTools {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path IMAGE =
      Path.of(System.getProperty("gander.image", "target/image")).toAbsolutePath();

  /// Makes the JVM compile less: servers of tests live for a second, and compiling was a third of
  /// their processor time. Nor do they practise for users to come.
  static final Map<String, String> SHORT_LIVED =
      Map.of("GOOSED_JAVA_OPTS", "-XX:CompileThresholdScaling=5", "GANDER_WARMUP", "off");

  private NodeTools() {}

  static void require() {
    boolean found = hasProgram("node") && hasProgram("sqlite3");
    if (!found && System.getenv("CI") != null) {
      throw new AssertionError("CI needs node and sqlite3");
    }
    assumeTrue(found, "needs node and sqlite3 on the PATH");
  }

  /// `NAME=script` of the npm MCP servers that some conversations use, installed by the tests of
  /// `adapters-mcp`.
  static List<String> mcpServers() {
    Path modules = ROOT.resolve("adapters-mcp/target/npm/node_modules/@modelcontextprotocol");
    return Stream.of("everything", "filesystem")
        .filter(name -> Files.exists(modules.resolve("server-" + name)))
        .map(name -> name + "=" + modules.resolve("server-" + name + "/dist/index.js"))
        .toList();
  }

  /// Runs a tool to its end, and gives back the lines of its output. It may start servers.
  static List<String> run(List<String> arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("gander-tool", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(Stream.concat(Stream.of("node"), arguments.stream()).toList())
              .directory(ROOT.resolve("contract/tools").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(SHORT_LIVED);
      Process process = builder.start();
      try {
        process.waitFor();
      } finally {
        process.destroy();
      }
      return Files.readAllLines(output, StandardCharsets.UTF_8);
    } finally {
      Files.delete(output);
    }
  }

  /// What the program `sqlite3` says of a database: a program that shares nothing with ours.
  static List<String> sqlite(Path database, String statements)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sqlite3", database.toString(), statements)
            .redirectErrorStream(true)
            .start();
    try (Stream<String> lines = process.inputReader().lines()) {
      return lines.toList();
    } finally {
      process.waitFor();
    }
  }

  /// Starts `contract/tools/mock-llm.mjs` and waits until it answers.
  ///
  /// @return what makes a program talk to it
  static Map<String, String> model(Consumer<Process> keeper)
      throws IOException, InterruptedException {
    int port = FreePort.find();
    Process process =
        new ProcessBuilder("node", "mock-llm.mjs", "--port", Integer.toString(port))
            .directory(ROOT.resolve("contract/tools").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    keeper.accept(process);
    URI service = URI.create("http://127.0.0.1:" + port);
    awaitAnswer(process, service.resolve("/v1/models"));
    return Map.of(
        "GOOSE_PROVIDER", "openai",
        "GOOSE_MODEL", "mock",
        "OPENAI_HOST", service.toString(),
        "OPENAI_API_KEY", "any",
        "GOOSE_DISABLE_SESSION_NAMING", "true",
        "GOOSE_MODE", "auto");
  }

  /// Waits until a program that has just been started answers.
  static void awaitAnswer(Process process, URI uri) throws IOException, InterruptedException {
    HttpRequest question = HttpRequest.newBuilder(uri).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (process.isAlive()) {
        try {
          client.send(question, BodyHandlers.discarding());
          return;
        } catch (ConnectException _) {
          process.waitFor(20, TimeUnit.MILLISECONDS);
        }
      }
    }
    throw new AssertionError(uri + ": the program ended");
  }

  static boolean hasProgram(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
