package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.GoosePaths;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static Map<String, String> variables(String osName, Map<String, String> given) {
    Path home = Path.of("home");
    GoosePaths paths = GoosePaths.of(given, osName, home);
    Clock clock = Clock.systemUTC();
    return new Environment(given, paths, osName, "", "", home, home, null, clock).variables();
  }

  /// `ChildEnvironment` and all who look for programs ask for `PATH`.
  @Test
  void windowsDoesNotDistinguishCaseInNames() {
    Map<String, String> given = Map.of("Path", "C:\\x", "GOOSE_MODE", "auto", "windir", "C:\\W");

    assertEquals(
        Map.of("PATH", "C:\\x", "GOOSE_MODE", "auto", "WINDIR", "C:\\W"),
        variables("Windows 11", given));
    assertEquals(given, variables("Linux", given));
  }
}
