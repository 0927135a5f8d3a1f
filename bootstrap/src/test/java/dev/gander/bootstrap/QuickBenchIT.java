package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gander beside goose 1.52, both at the same work in turn: a change that makes turns much slower
/// is noticed. Bounds are loose, and of ratios only, since the machine does other things meanwhile.
class QuickBenchIT {
  @TempDir Path root;

  @BeforeAll
  static void need() throws Exception {
    RealGoose.require();
  }

  @Test
  void turnsAreStillFasterThanThoseOfGoose() throws IOException, InterruptedException {
    Path report = root.resolve("report.txt");
    ProcessBuilder bench =
        new ProcessBuilder(
                "node",
                NodeTools.ROOT.resolve("bench/bench.mjs").toString(),
                NodeTools.IMAGE.toString(),
                "quick",
                "cold",
                "warm")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(report.toFile());
    bench.environment().put("GOOSE_BINARY", RealGoose.PROGRAM.toString());

    int exit = bench.start().waitFor();

    String told = Files.readString(report, StandardCharsets.UTF_8);
    assertEquals(0, exit, told);
    assertFalse(told.contains("left out"), told);
  }
}
