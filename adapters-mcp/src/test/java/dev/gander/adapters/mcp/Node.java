package dev.gander.adapters.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// MCP servers written for Node. Without Node 18 or newer the tests that need them are skipped, but
/// never where `CI` is set.
final class Node {
  private static final int OLDEST = 18;
  private static final Path PINNED = Path.of("src/test/npm");
  private static final Path INSTALLED = Path.of("target/npm");

  private Node() {}

  static void require() throws IOException, InterruptedException {
    if (version() < OLDEST) {
      String reason = "Node " + OLDEST + " or newer is needed for this test";
      if (System.getenv("CI") != null) {
        fail(reason);
      }
      abort(reason);
    }
  }

  private static int version() throws InterruptedException {
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      String version = node.inputReader().readLine();
      node.waitFor();
      return Integer.parseInt(version.substring(1, version.indexOf('.')));
    } catch (IOException e) {
      return 0;
    }
  }

  /// The command that starts the server of a package pinned in `src/test/npm`.
  static List<String> command(String server) throws IOException, InterruptedException {
    Path script = packages().resolve("node_modules/@modelcontextprotocol").resolve(server);
    return List.of("node", script.resolve("dist/index.js").toString());
  }

  /// The folder with the packages pinned in `src/test/npm`.
  static Path packages() throws IOException, InterruptedException {
    require();
    install();
    return INSTALLED.toAbsolutePath();
  }

  private static void install() throws IOException, InterruptedException {
    Path lock = INSTALLED.resolve("package-lock.json");
    Path done = INSTALLED.resolve("installed.json");
    if (Files.exists(done) && Files.mismatch(PINNED.resolve("package-lock.json"), done) < 0) {
      return;
    }
    Files.createDirectories(INSTALLED);
    for (Path file : List.of(INSTALLED.resolve("package.json"), lock)) {
      Files.copy(PINNED.resolve(file.getFileName()), file, StandardCopyOption.REPLACE_EXISTING);
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(INSTALLED.resolve("npm.log").toFile())
            .start();
    boolean ended = npm.waitFor(3, TimeUnit.MINUTES);
    assertEquals(0, ended ? npm.exitValue() : -1, "npm ci; see target/npm/npm.log");
    Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
  }
}
