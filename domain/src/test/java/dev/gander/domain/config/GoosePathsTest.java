package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoosePathsTest {
  private static final Path HOME = Path.of("/home/user");

  @Test
  void foldersFollowTheDefaultsOfXdg() {
    GoosePaths paths = GoosePaths.of(Map.of(), "Linux", HOME);

    assertEquals(Path.of("/home/user/.config/goose/config.yaml"), paths.configFile());
    assertEquals(
        Path.of("/home/user/.local/share/goose/sessions/sessions.db"), paths.sessionDatabase());
    assertEquals(Path.of("/home/user/.local/state/goose/logs"), paths.logs());
    assertEquals(Path.of("/home/user/.agents"), paths.agents());
  }

  @Test
  void absoluteXdgFoldersCountAndRelativeOnesDoNot() {
    GoosePaths paths =
        GoosePaths.of(
            Map.of("HOME", "/root", "XDG_CONFIG_HOME", "/x", "XDG_STATE_HOME", "relative"),
            "Linux",
            HOME);

    assertEquals(Path.of("/x/goose"), paths.config());
    assertEquals(Path.of("/root/.local/state/goose"), paths.state());
  }

  @Test
  void macUsesTheSameFoldersAsLinux() {
    assertEquals(GoosePaths.of(Map.of(), "Linux", HOME), GoosePaths.of(Map.of(), "Mac OS X", HOME));
  }

  @Test
  void pathRootMovesAllFoldersButNotTheHome() {
    GoosePaths paths =
        GoosePaths.of(Map.of("GOOSE_PATH_ROOT", "/r", "XDG_DATA_HOME", "/x"), "Linux", HOME);

    assertEquals(
        new GoosePaths(
            HOME,
            Path.of("/r/config"),
            Path.of("/r/data"),
            Path.of("/r/state"),
            Path.of("/r/.agents")),
        paths);
  }
}
