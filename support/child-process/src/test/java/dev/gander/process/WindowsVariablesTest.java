package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowsVariablesTest {
  /// However the map orders them.
  @Test
  void whatWasSetForTheChildCounts() {
    Map<String, String> variables =
        Map.of("PATH", "ours", "Path", "its", "APPDATA", "ours", "AppData", "its", "TEMP", "ours");

    Map<String, String> merged = WindowsVariables.merged(variables);

    assertEquals(3, merged.size());
    assertEquals("its", merged.get("PATH"));
    assertEquals("its", merged.get("APPDATA"));
    assertEquals("ours", merged.get("temp"));
  }
}
