package dev.gander.application.api.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.schedule.InvalidCron;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewFiresTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final PreviewFires preview =
      new PreviewFires(Clock.fixed(Instant.parse("2026-03-27T10:00:00Z"), BERLIN));

  @Test
  void theWallClockOfTheServerCounts() {
    PreviewFires.Preview found = preview.preview("30 2 * * *", 3);

    assertEquals(BERLIN, found.zone());
    assertEquals(
        List.of(
            Instant.parse("2026-03-28T01:30:00Z"),
            Instant.parse("2026-03-29T01:00:00Z"), // The clock skips half past two.
            Instant.parse("2026-03-30T00:30:00Z")),
        found.fires());
  }

  @Test
  void whatNeverFiresHasNoFires() {
    assertEquals(List.of(), preview.preview("0 0 30 2 *", 5).fires());
  }

  @Test
  void noMoreThanAHundredAreTold() {
    assertEquals(100, preview.preview("* * * * *", Long.MAX_VALUE).fires().size());
    assertEquals(List.of(), preview.preview("* * * * *", 0).fires());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@daily", "61 * * * *", "* * * *"})
  void whatIsNoExpressionIsRefused(String cron) {
    assertThrows(InvalidCron.class, () -> preview.preview(cron, 1));
  }
}
