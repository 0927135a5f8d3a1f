package dev.gander.bootstrap;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console's pages around sessions, in a real browser, on a server that begins without a model:
/// what people do on them, and that each is in order, light and dark, at three widths.
class ConsolePagesIT {
  /// Each of them is one flow or one look.
  private static final int SEEN = 119;

  @TempDir Path root;

  @Test
  void pagesDoWhatPeopleWant() throws Exception {
    Map<String, String> settings = Map.of("GANDER_OFFLINE", "1", "GANDER_AUDIT", "on");
    try (ImageServer server =
        ImageServer.start(
            root,
            settings,
            "env",
            "-u",
            "GOOSE_PROVIDER",
            "-u",
            "GOOSE_MODEL",
            "-u",
            "GOOSE_MODE")) {
      ClientProject.of("bootstrap/src/test/browser")
          .see(SEEN, "node", "console-pages.mjs", server.address(), "key", root.toString());
    }
  }
}
