package dev.gander.bootstrap.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three minutes of `./gander bench cluster`: three nodes of the image behind the proxies of
/// `deploy`, with a fixed sequence of faults. It judges what was promised, not how fast it came.
@Timeout(900)
class ClusterProofIT {
  private static final Path BENCH = Path.of("../bench").toAbsolutePath().normalize();
  private static final Path IMAGE =
      Path.of(System.getProperty("gander.image", "target/image")).toAbsolutePath();

  @TempDir Path root;

  @BeforeAll
  static void need() {
    boolean hasNode =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    if (!hasNode) {
      lack("node is not installed");
    }
  }

  private static void lack(String what) {
    assertFalse("true".equals(System.getenv("CI")), "CI has all of it: " + what);
    abort(what);
  }

  private record Outcome(int exit, String told) {}

  private Outcome node(List<String> arguments) throws IOException, InterruptedException {
    Path output = root.resolve("output.txt");
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("node"), arguments.stream()).toList())
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return new Outcome(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroy(); // It ends what it has started.
    }
  }

  @Test
  void theCheckerFindsEachKindOfMistake() throws Exception {
    Outcome outcome = node(List.of("--test", BENCH.resolve("cluster/checker.test.mjs").toString()));

    assertEquals(0, outcome.exit(), outcome.told());
  }

  @Test
  void nothingIsLostOrDoneTwice() throws Exception {
    Outcome outcome =
        node(
            List.of(
                BENCH.resolve("bench.mjs").toString(), IMAGE.toString(), "cluster", "3", "8", "4"));

    if (outcome.told().contains("is not installed")) {
      lack(outcome.told());
    }
    assertEquals(0, outcome.exit(), outcome.told());
    assertTrue(outcome.told().matches("(?s).*words: accepted, refused, unknown +[1-9].*"));
  }
}
