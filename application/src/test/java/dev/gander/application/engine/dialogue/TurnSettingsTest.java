package dev.gander.application.engine.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.testkit.store.InMemorySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnSettingsTest {
  private final InMemorySettings stored = new InMemorySettings();
  private final TurnSettings settings = new TurnSettings(stored);

  @ParameterizedTest
  @CsvSource({"8000, 10", "128000, 15", "200000, 24", "1000000, 120", "2000000000, 500"})
  void theMoreContextTheMoreToolCallsAreKept(int contextLimit, int kept) {
    assertEquals(kept, settings.toolCallsKept(contextLimit));
  }

  @Test
  void theThresholdOfCompactionCountsForToolCallsUnlessItSwitchesCompactionOff() {
    stored.put("GOOSE_AUTO_COMPACT_THRESHOLD", Json.of(0.4));
    assertEquals(12, settings.toolCallsKept(200_000));
    stored.put("GOOSE_AUTO_COMPACT_THRESHOLD", Json.of(0));
    assertEquals(24, settings.toolCallsKept(200_000));
  }

  @Test
  void theUserDecidesHowManyToolCallsAreKept() {
    stored.put("GOOSE_TOOL_CALL_CUTOFF", Json.of(3));
    assertEquals(3, settings.toolCallsKept(200_000));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-0.5", "1.5"})
  void aThresholdOutsideOfTheContextSwitchesCompactionOff(double threshold) {
    stored.put("GOOSE_AUTO_COMPACT_THRESHOLD", Json.of(threshold));
    assertTrue(settings.compactionThreshold().isEmpty());
  }
}
