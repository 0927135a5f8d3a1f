package dev.gander.bootstrap;

import java.nio.file.Path;
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

  private void assertSeen(int least, String program, String... more) throws Exception {
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      ClientProject.of("bootstrap/src/test/browser")
          .see(least, command(program, server.address(), root.toString(), more));
    }
  }

  private static String[] command(String program, String address, String folder, String[] more) {
    return Stream.concat(Stream.of("node", program, address, "key", folder), Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void peopleTalkAndApproveAndFindTheirWayOnScreensOfThreeSizes() throws Exception {
    assertSeen(59, "console.mjs", NodeTools.ROOT.resolve("contract/tools/mock-mcp.mjs").toString());
  }

  @Test
  void whatOthersWriteNeverBecomesCode() throws Exception {
    assertSeen(5, "console-xss.mjs");
  }

  @Test
  void longSessionsAndLargeMessagesLeaveTheTabLightAndQuick() throws Exception {
    assertSeen(5, "console-weight.mjs", TURNS);
  }
}
