package dev.gander.bootstrap.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.observe.LogLevel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSettingsTest {
  @Test
  void itIsTextAndInfoUnlessSomebodySaysOtherwise() {
    assertEquals(
        new LogSettings(false, Map.of("dev.gander", LogLevel.INFO)), LogSettings.of(Map.of()));
    assertEquals(
        new LogSettings(true, Map.of("dev.gander", LogLevel.WARN)),
        LogSettings.of(Map.of("GANDER_LOG", "json", "RUST_LOG", "WARN")));
  }

  @Test
  void filtersOfGooseMeanPartsOfGoose() {
    assertEquals(
        Map.of("dev.gander", LogLevel.INFO),
        LogSettings.of(Map.of("RUST_LOG", "goose=debug,tower=off")).levels());
  }

  @Test
  void partsHaveLevelsOfTheirOwn() {
    assertEquals(
        Map.of("dev.gander", LogLevel.ERROR, "dev.gander.adapters.mcp", LogLevel.TRACE),
        LogSettings.of(
                Map.of(
                    "RUST_LOG", "debug",
                    "GANDER_LOG_LEVEL", " error , dev.gander.adapters.mcp = trace,"))
            .levels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"loud", "dev.gander=", "=", "info,dev.gander.x=1"})
  void whatIsNoLevelIsRefusedByName(String level) {
    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> LogSettings.of(Map.of("GANDER_LOG_LEVEL", level)));

    assertEquals(true, refused.text().startsWith("GANDER_LOG_LEVEL"));
    assertThrows(InvalidInput.class, () -> LogSettings.of(Map.of("GANDER_LOG", level)));
  }
}
