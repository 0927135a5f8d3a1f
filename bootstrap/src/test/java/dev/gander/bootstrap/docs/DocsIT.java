package dev.gander.bootstrap.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gander.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the documents tell their readers to type works, and prints what they show. The commands of
/// the readme come first and start the server, which all others use.
@Timeout(180)
class DocsIT {
  private static final Path IMAGE =
      Path.of(System.getProperty("gander.image", "target/image")).toAbsolutePath();

  /// In place of the script of the checkout, which would build first.
  private static final String SERVE =
      """
      #!/bin/sh
      [ "$1" = serve ] || exit 2
      shift
      exec goosed agent "$@"
      """;

  @TempDir Path root;
  private Terminal terminal;
  private int port;
  private int homes;

  @TestFactory
  Stream<DynamicTest> whatDocumentsSayCanBeTyped() throws IOException {
    boolean found = Stream.of("bash", "curl", "age").allMatch(DocsIT::hasProgram);
    assertTrue(found || System.getenv("CI") == null, "CI needs bash, curl and age");
    assumeTrue(found, "needs bash, curl and age");
    port = FreePort.find();
    terminal = new Terminal(newHome(), variables());
    return Documents.withCommands().stream()
        .map(document -> dynamicTest(document.name(), () -> run(document)));
  }

  @AfterEach
  void end() {
    if (terminal != null) {
      terminal.close();
    }
  }

  private void run(Documents.Document document) throws IOException, InterruptedException {
    terminal.forget();
    for (ConsoleBlock block : ConsoleBlock.of(document.name(), document.text())) {
      if (block.isRun()) {
        if (block.alone()) {
          try (Terminal other = new Terminal(newHome(), variables())) {
            run(block, other);
          }
        } else {
          run(block, terminal);
        }
      }
    }
  }

  private void run(ConsoleBlock block, Terminal where) throws IOException, InterruptedException {
    for (ConsoleBlock.Step step : block.steps()) {
      try {
        where.run(step, this::here);
      } catch (AssertionError e) {
        throw new AssertionError(block.place() + ": " + e.getMessage(), e);
      }
    }
  }

  private String here(String text) {
    return text.replaceAll("(127\\.0\\.0\\.1|localhost):8080", "$1:" + port);
  }

  private Path newHome() throws IOException {
    Path home = Files.createDirectory(root.resolve("home" + homes++));
    Path script = Files.writeString(home.resolve("gander"), SERVE);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return home;
  }

  private Map<String, String> variables() {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "PATH",
                IMAGE.resolve("bin") + ":" + System.getenv("PATH"),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "HOME",
                root.resolve("home" + (homes - 1)).toString(),
                "LC_ALL",
                "C.UTF-8",
                "GOOSE_PORT",
                Integer.toString(port),
                "GOOSE_TLS",
                "false",
                "GOOSE_DISABLE_KEYRING",
                "true",
                "GOOSED_JAVA_OPTS",
                "-XX:CompileThresholdScaling=5"));
    return variables;
  }

  private static boolean hasProgram(String name) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
