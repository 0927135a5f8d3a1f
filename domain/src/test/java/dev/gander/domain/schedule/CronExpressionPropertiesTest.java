package dev.gander.domain.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// [CronExpression#next] compared with an oracle that steps through the time second by second, or
/// minute by minute.
class CronExpressionPropertiesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /// Its clock changes by half an hour.
  private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

  private static final Duration MOST = Duration.ofMillis(100);
  private static final long DAY = Duration.ofDays(1).toSeconds();

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(BERLIN, NEW_YORK, LORD_HOWE);
  }

  @Provide
  Arbitrary<String> minutes() {
    return Arbitraries.of("0", "30", "15,45", "*/7", "59", "*", "5-20/5");
  }

  @Provide
  Arbitrary<String> hours() {
    return Arbitraries.of("*", "1", "2", "3", "1-3", "*/2", "0,2,23", "2-23", "*/1");
  }

  @Provide
  Arbitrary<String> days() {
    return Arbitraries.of(
        "*", "?", "L", "15W", "1W", "31W", "29", "30", "31", "1,L", "*/5", "10-20/2");
  }

  @Provide
  Arbitrary<String> months() {
    return Arbitraries.of("*", "2", "FEB-APR", "3,10", "*/3", "DEC", "4/2");
  }

  @Provide
  Arbitrary<String> weekdays() {
    return Arbitraries.of(
        "*", "MON-FRI", "0", "7", "SUN#1", "5L", "FRI#5", "L", "6-7", "2/2", "+MON");
  }

  @Provide
  Arbitrary<String> anyText() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "*",
            "/",
            "-",
            ",",
            "#",
            "L",
            "W",
            "?",
            "+",
            " ",
            "0",
            "5",
            "59",
            "999999999",
            "SUN",
            "jan",
            "@",
            "\n",
            "é",
            "😀");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(10_000),
        pieces.list().ofMaxSize(60).map(list -> String.join("", list)),
        pieces
            .list()
            .ofMaxSize(4_000)
            .flatMap(list -> pieces.map(end -> String.join("", list) + " 1 1 1 " + end)));
  }

  @Property(tries = 150)
  void timesAroundTheChangesOfTheClockAreThoseOfTheOracle(
      @ForAll("zones") ZoneId zone,
      @ForAll("minutes") String minute,
      @ForAll("hours") String hour,
      @ForAll @IntRange(min = 2020, max = 2040) int year,
      @ForAll boolean autumn,
      @ForAll @IntRange(max = 20_000) int before) {
    CronExpression cron = CronExpression.parse("0 " + minute + " " + hour + " * * *");
    Instant change = change(zone, year, autumn).getInstant();
    Instant after = change.minusSeconds(before);
    Instant end = after.plusSeconds(before + DAY / 4);
    Instant at = after;
    while (at.isBefore(end)) {
      Optional<Instant> expected =
          Oracle.next(cron, "*".equals(hour) || "*/1".equals(hour), at, zone, 1, 2 * DAY);

      assertEquals(expected, cron.next(at, zone), () -> minute + " " + hour + " in " + zone);

      at = expected.orElse(end);
    }
  }

  @Property(tries = 300)
  void daysAreThoseOfTheOracle(
      @ForAll("days") String day,
      @ForAll("months") String month,
      @ForAll("weekdays") String weekday,
      @ForAll @IntRange(min = 2023, max = 2029) int year,
      @ForAll @IntRange(max = 365) int dayOfYear) {
    CronExpression cron = CronExpression.parse("0 12 " + day + " " + month + " " + weekday);
    Instant after =
        LocalDateTime.of(year, 1, 1, 12, 0).plusDays(dayOfYear).toInstant(ZoneOffset.UTC);
    long horizon = 6L * 366 * DAY;

    Optional<Instant> expected = Oracle.days(day, month, weekday, after, horizon);

    assertEquals(
        expected,
        cron.next(after, ZoneOffset.UTC).filter(it -> it.isBefore(after.plusSeconds(horizon))));
  }

  @Property(tries = 300)
  void secondsAreThoseOfTheOracle(
      @ForAll @IntRange(max = 59) int second,
      @ForAll @IntRange(min = 1, max = 59) int step,
      @ForAll("minutes") String minute,
      @ForAll @IntRange(max = 7_200) int offset) {
    CronExpression cron = CronExpression.parse(second + "/" + step + " " + minute + " * * * *");
    Instant after = Instant.parse("2028-02-28T23:00:00Z").plusSeconds(offset);

    assertEquals(
        Oracle.next(cron, true, after, ZoneOffset.UTC, 1, 2 * DAY),
        cron.next(after, ZoneOffset.UTC));
  }

  /// The best of several times, since others use the machine, too.
  @Property(tries = 2000)
  void anyTextIsAnExpressionOrRefusedInTime(@ForAll("anyText") String text) {
    Duration took = timeToParse(text);
    for (int i = 0; i < 10 && took.compareTo(MOST) > 0; i++) {
      took = timeToParse(text);
    }
    assertTrue(took.compareTo(MOST) <= 0, "took " + took);
  }

  private static Duration timeToParse(String text) {
    long start = System.nanoTime();
    try {
      CronExpression.parse(text);
    } catch (InvalidCron refused) {
      assertTrue(refused.text().length() < text.length() + 100);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static ZoneOffsetTransition change(ZoneId zone, int year, boolean autumn) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change =
        rules.nextTransition(LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC));
    return change.isOverlap() == autumn ? change : rules.nextTransition(change.getInstant());
  }

  /// What fires when, found by trying.
  private static final class Oracle {
    static Optional<Instant> next(
        CronExpression cron,
        boolean everyHour,
        Instant after,
        ZoneId zone,
        int step,
        long horizon) {
      for (long second = step; second <= horizon; second += step) {
        Instant at = after.plusSeconds(second);
        if (fires(cron, everyHour, at, zone)) {
          return Optional.of(at);
        }
      }
      return Optional.empty();
    }

    private static boolean fires(CronExpression cron, boolean everyHour, Instant at, ZoneId zone) {
      ZoneRules rules = zone.getRules();
      LocalDateTime local = LocalDateTime.ofInstant(at, zone);
      if (cron.matches(local)) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return everyHour || offsets.getFirst().equals(rules.getOffset(at));
      }
      ZoneOffsetTransition change = rules.previousTransition(at.plusNanos(1));
      if (everyHour || change == null || !change.isGap() || !change.getInstant().equals(at)) {
        return false;
      }
      LocalDateTime skipped = change.getDateTimeBefore();
      while (skipped.isBefore(change.getDateTimeAfter()) && !cron.matches(skipped)) {
        skipped = skipped.plusSeconds(1);
      }
      return skipped.isBefore(change.getDateTimeAfter());
    }

    /// By the calendar alone, each form by its own definition.
    static Optional<Instant> days(
        String day, String month, String weekday, Instant after, long horizon) {
      LocalDateTime noon = LocalDateTime.ofInstant(after, ZoneOffset.UTC);
      for (long days = 1; days * DAY < horizon; days++) {
        LocalDateTime at = noon.plusDays(days);
        if (CalendarWords.isDay(day, at.toLocalDate())
            && CalendarWords.isMonth(month, at.getMonthValue())
            && CalendarWords.isWeekday(weekday, at.toLocalDate())) {
          return Optional.of(at.toInstant(ZoneOffset.UTC));
        }
      }
      return Optional.empty();
    }
  }
}
