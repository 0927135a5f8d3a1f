package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console in a real browser, against the image: what people do with it, how it looks on
/// screens of three sizes (pictures of it stay in `target/clients/browser/pictures`), what it does
/// with what is meant to become code, and what it costs the browser.
class ConsoleIT {
  /// So many turns are watched by one tab here; by hand it was 1,000.
  private static final String TURNS = "100";

  @TempDir Path root;

  /// Everything that a program looked at, in lines that begin with `ok` or `failed`.
  private void assertSeen(int most, String program, String... more) throws Exception {
    ClientProject project = ClientProject.of("bootstrap/src/test/browser");
    project.require("Chromium is needed", "chromium", "--version");
    project.install(
        "package-lock.json",
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")));
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      List<String> seen =
          project.run(command(program, server.address(), root.toString(), more)).stream()
              .filter(line -> line.startsWith("ok ") || line.startsWith("failed "))
              .toList();
      assertEquals(List.of(), seen.stream().filter(line -> line.startsWith("failed ")).toList());
      assertTrue(seen.size() >= most, () -> "only " + seen);
    }
  }

  private static String[] command(String program, String address, String folder, String[] more) {
    return Stream.concat(Stream.of("node", program, address, "key", folder), Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void peopleTalkAndApproveAndFindTheirWayOnScreensOfThreeSizes() throws Exception {
    assertSeen(50, "console.mjs", NodeTools.ROOT.resolve("contract/tools/mock-mcp.mjs").toString());
  }

  @Test
  void whatOthersWriteNeverBecomesCode() throws Exception {
    assertSeen(5, "console-xss.mjs");
  }

  @Test
  void longSessionsAndLargeMessagesLeaveTheTabLightAndQuick() throws Exception {
    assertSeen(4, "console-weight.mjs", TURNS);
  }
}
