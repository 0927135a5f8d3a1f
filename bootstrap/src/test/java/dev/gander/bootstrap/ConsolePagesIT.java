package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console's pages around sessions, in a real browser, on a server that begins without a model:
/// what people do on them, and that each is in order, light and dark, at three widths.
class ConsolePagesIT {
  /// Each of them is one flow or one look.
  private static final int SEEN = 118;

  @TempDir Path root;

  @Test
  void pagesDoWhatPeopleWant() throws Exception {
    ClientProject project = ClientProject.of("bootstrap/src/test/browser");
    project.require("Chromium is needed", "chromium", "--version");
    project.install(
        "package-lock.json",
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")));
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
      List<String> seen =
          project.run("node", "console-pages.mjs", server.address(), "key", root.toString());

      assertEquals(List.of(), seen.stream().filter(line -> !line.startsWith("ok ")).toList());
      assertTrue(seen.size() >= SEEN, () -> "only " + seen.size() + " things were seen");
    }
  }
}
