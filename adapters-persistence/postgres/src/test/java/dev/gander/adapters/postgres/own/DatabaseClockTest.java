package dev.gander.adapters.postgres.own;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
  private static final Instant NINE = Instant.parse("2026-01-02T09:00:00Z");

  private final SettableClock machine = new SettableClock(NINE);
  private final DatabaseClock clock = new DatabaseClock(machine);

  /// At nine, after an answer that took so long.
  private void compare(Instant there, Duration took) {
    clock.compare(NINE.minus(took), there, NINE);
  }

  @Test
  void aDifferenceOfLessThanASecondDoesNotCount() {
    compare(NINE.minusMillis(900), Duration.ZERO);
    assertEquals(NINE, clock.instant());
    compare(NINE.plusMillis(900), Duration.ZERO);
    assertEquals(NINE, clock.instant());
  }

  @Test
  void whatIsAheadOrBehindIsTakenOff() {
    compare(NINE.minusSeconds(3600), Duration.ofMillis(200));
    assertEquals(NINE.minusSeconds(3600).plusMillis(100), clock.instant());

    machine.advance(Duration.ofSeconds(5));
    assertEquals(NINE.minusSeconds(3595).plusMillis(100), clock.instant());

    compare(NINE.plusSeconds(60), Duration.ZERO);
    assertEquals(NINE.plusSeconds(65), clock.instant());
    assertEquals(NINE.plusSeconds(65), clock.withZone(ZoneId.of("Asia/Tokyo")).instant());
  }

  @Test
  void aDifferenceThatIsGoneIsForgotten() {
    compare(NINE.minusSeconds(3600), Duration.ZERO);
    compare(NINE.minusMillis(10), Duration.ZERO);
    assertEquals(NINE, clock.instant());
  }

  /// Each answer takes another time on its way.
  @Test
  void aDifferenceThatIsKnownDoesNotTremble() {
    compare(NINE.minusSeconds(3600), Duration.ZERO);
    compare(NINE.minusSeconds(3600).plusMillis(300), Duration.ZERO);
    assertEquals(NINE.minusSeconds(3600), clock.instant());
  }

  @Test
  void anAnswerThatTookTooLongTellsNothing() {
    compare(NINE.minusSeconds(3600), Duration.ofMillis(1001));
    compare(NINE.minusSeconds(3600), Duration.ofMillis(-1));
    assertEquals(NINE, clock.instant());
  }
}
