package dev.gander.domain.schedule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 9 * * *",
        "0 0 9 * * *",
        "*/5 * * * *",
        "5/15 * * * *",
        "1-10/3 * * * *",
        "0 9 1,15 * *",
        "00 09 * * *",
        "0 9 * JAN,mar *",
        "0 9 * 1/2 *",
        "0 9 * * 1-5",
        "0 9 * * 0",
        "0 9 * * 7",
        "0 9 * * 5-7",
        "0 9 * * SUN",
        "0 9 * * fri",
        "0 0 9 ? * MON",
        "0 9 L * *",
        "0 9 15W * *",
        "0 9 1W,15W * *",
        "0 9 * * 5L",
        "0 9 * * L",
        "0 9 * * FRI#2",
        "0 9 * * FRI#2,MON#1",
        "0 9 * * +FRI",
        "0 0 30 2 *",
        "0 0 0 13 * FRI",
        "  0   9 * *  * ",
        "0\t9 *\n* *",
        "*/100 * * * *",
        "0 9 * * SUN-MON",
        "0 9 * * FRI-SUN"
      })
  void isAccepted(String text) {
    assertDoesNotThrow(() -> CronExpression.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b c d e",
        "60 * * * *",
        "0 24 * * *",
        "60 0 9 * * *",
        "0 9 0 * *",
        "0 9 32 * *",
        "0 9 * 13 *",
        "0 9 * 0 *",
        "0 9 * * 8",
        "0 9 -1 * *",
        "*/0 * * * *",
        "0 5-1 * * *",
        "0 22-2 * * *",
        "0 9 * * FRI-MON",
        "0 9 * * 6-0",
        "0 9 * JANUARY *",
        "0 9 * * MONDAY",
        "? 9 * * *",
        "0 9 * * 5#6",
        "0 9 * * 5#0",
        "0 9 * * 5#",
        "0.5 9 * * *",
        "0 9 ** * *",
        "0 9 *,1 * *",
        "0 9 1,,2 * *",
        "0 9 , * *",
        "0 9 * * MON-",
        "0 9 LW * *",
        "0 9 L-3 * *",
        "0 9 32W * *",
        "0 9 W * *",
        "0 9 * * #1",
        "99999999999999999999 * * * *",
        "٣ * * * *"
      })
  void isRefused(String text) {
    assertThrows(InvalidCron.class, () -> CronExpression.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "'   ', 0", "* * * *, 4", "0 0 9 * * * *, 7", "@daily, 1", "@every 5m, 2"})
  void theNumberOfFieldsIsNamedInTheRefusal(String text, int fields) {
    InvalidCron refused = assertThrows(InvalidCron.class, () -> CronExpression.parse(text));

    assertEquals(
        "Invalid cron expression '" + text + "': expected 5 or 6 fields, got " + fields,
        refused.text());
  }

  @ParameterizedTest
  @CsvSource({
    "0 9 * * *, 2026-03-01T09:00, 2026-03-02T09:00",
    "0 9 * * *, 2026-03-01T08:59:59, 2026-03-01T09:00",
    "5/15 * * * *, 2026-03-01T09:06, 2026-03-01T09:20",
    "*/20 * * * * *, 2026-03-01T09:06:41, 2026-03-01T09:07",
    "0 9 L * *, 2026-02-03T00:00, 2026-02-28T09:00",
    "0 9 L * *, 2028-02-03T00:00, 2028-02-29T09:00",
    "0 9 15W * *, 2026-08-01T00:00, 2026-08-14T09:00",
    "0 9 15W * *, 2026-02-01T00:00, 2026-02-16T09:00",
    "0 9 1W * *, 2026-08-01T00:00, 2026-08-03T09:00",
    "0 9 31W * *, 2026-05-01T00:00, 2026-05-29T09:00",
    "0 9 31W * *, 2026-06-01T00:00, 2026-07-31T09:00",
    "0 9 * * 5L, 2026-01-01T00:00, 2026-01-30T09:00",
    "0 9 * * FRI#2, 2026-01-10T00:00, 2026-02-13T09:00",
    "0 9 * * L, 2026-01-01T00:00, 2026-01-03T09:00",
    "0 0 0 13 * FRI, 2026-01-01T00:00, 2026-02-13T00:00",
    "0 9 * * SUN-MON, 2026-01-02T10:00, 2026-01-04T09:00",
    "0 9 * * 7, 2026-01-02T10:00, 2026-01-04T09:00",
    "0 0 29 2 MON, 2026-01-01T00:00, 2044-02-29T00:00",
    "0 0 29 2 *, 2096-03-01T00:00, 2104-02-29T00:00"
  })
  void firesNext(String text, LocalDateTime after, LocalDateTime expected) {
    assertEquals(
        Optional.of(expected.toInstant(ZoneOffset.UTC)),
        CronExpression.parse(text).next(after.toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
  }

  @Test
  void whatNeverFiresSaysSoAtOnce() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    for (String never : List.of("0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 31W 2 *", "0 0 1 1 *#")) {
      if (never.contains("#")) {
        assertThrows(InvalidCron.class, () -> CronExpression.parse(never));
        continue;
      }
      CronExpression cron = CronExpression.parse(never);
      // The best of several times, since others use the machine, too.
      Duration most = Duration.ofMillis(500);
      Duration took = timeToFindNothing(cron, now);
      for (int i = 0; i < 10 && took.compareTo(most) > 0; i++) {
        took = timeToFindNothing(cron, now);
      }
      assertTrue(took.compareTo(most) <= 0, never + " took " + took);
    }
  }

  private static Duration timeToFindNothing(CronExpression cron, Instant now) {
    long start = System.nanoTime();
    assertEquals(Optional.empty(), cron.next(now, BERLIN));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void aTimeThatTheClockSkipsFiresOnceAfterTheGap() {
    List<ZonedDateTime> fires = fires("0,30 2 * * *", "2026-03-28T12:00+01:00[Europe/Berlin]", 3);

    assertEquals(
        List.of(
            "2026-03-29T03:00+02:00[Europe/Berlin]",
            "2026-03-30T02:00+02:00[Europe/Berlin]",
            "2026-03-30T02:30+02:00[Europe/Berlin]"),
        fires.stream().map(ZonedDateTime::toString).toList());
  }

  @Test
  void aTimeThatTheClockShowsTwiceFiresTheFirstTime() {
    List<ZonedDateTime> fires = fires("30 2 * * *", "2026-10-24T12:00+02:00[Europe/Berlin]", 2);

    assertEquals(
        List.of("2026-10-25T02:30+02:00[Europe/Berlin]", "2026-10-26T02:30+01:00[Europe/Berlin]"),
        fires.stream().map(ZonedDateTime::toString).toList());
  }

  @Test
  void whatFiresEveryHourRunsThrough() {
    List<ZonedDateTime> autumn = fires("30 * * * *", "2026-10-25T01:00+02:00[Europe/Berlin]", 4);
    List<ZonedDateTime> spring = fires("30 * * * *", "2026-03-29T01:00+01:00[Europe/Berlin]", 2);

    assertEquals(
        List.of(
            "2026-10-25T01:30+02:00[Europe/Berlin]",
            "2026-10-25T02:30+02:00[Europe/Berlin]",
            "2026-10-25T02:30+01:00[Europe/Berlin]",
            "2026-10-25T03:30+01:00[Europe/Berlin]"),
        autumn.stream().map(ZonedDateTime::toString).toList());
    assertEquals(
        List.of("2026-03-29T01:30+01:00[Europe/Berlin]", "2026-03-29T03:30+02:00[Europe/Berlin]"),
        spring.stream().map(ZonedDateTime::toString).toList());
  }

  private static List<ZonedDateTime> fires(String text, String after, int count) {
    CronExpression cron = CronExpression.parse(text);
    ZonedDateTime at = ZonedDateTime.parse(after);
    List<ZonedDateTime> fires = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      at = cron.next(at.toInstant(), at.getZone()).orElseThrow().atZone(at.getZone());
      fires.add(at);
    }
    return fires;
  }
}
