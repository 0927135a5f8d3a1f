package dev.gander.application.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.json.Json;
import dev.gander.domain.turn.EventJournal;
import dev.gander.testkit.store.InMemorySettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalSettingsTest {
  private final InMemorySettings settings = new InMemorySettings();
  private final JournalSettings journal = new JournalSettings(new TypedSettings(settings));

  /// Nonsense must not keep the server from starting.
  @ParameterizedTest
  @CsvSource({"true, true", "on, true", "false, false", "maybe, false"})
  void aJournalIsKeptIfItIsAskedFor(String setting, boolean isWanted) {
    settings.put("GANDER_JOURNAL", Json.of(setting));

    assertEquals(isWanted, journal.isWanted());
  }

  @Test
  void usuallyThereIsNone() {
    assertEquals(false, journal.isWanted());
    assertEquals(new EventJournal.Limits(Duration.ofHours(1), 256_000_000), journal.limits());
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5, 10, 10",
    "0, 60, -1, 256",
    "1000001, 1000000, 1000001, 1000000",
    "soon, 60, much, 256",
  })
  void itsLimitsAreReasonable(String minutes, long then, String megabytes, long room) {
    settings.put("GANDER_JOURNAL_MINUTES", Json.of(minutes));
    settings.put("GANDER_JOURNAL_MEGABYTES", Json.of(megabytes));

    assertEquals(
        new EventJournal.Limits(Duration.ofMinutes(then), room * 1_000_000), journal.limits());
  }
}
