package dev.gander.domain.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When a job fires, in goose's dialect of cron: five fields (minute, hour, day of the month,
/// month, day of the week) or six, the first of which is the second. All fields have to match, also
/// the two for the day. Immutable.
///
/// **Days with another length.** The wall clock counts. An expression that names hours (`0 30 2 * *
/// *`) fires once for each of its times: those that the clock skips in spring, together once at the
/// first moment after the gap; those that it shows twice in autumn, the first time only. One that
/// fires in every hour goes by the clock as it runs: nothing for the hour that is skipped, and both
/// hours that look alike.
public final class CronExpression {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final long EVERY_HOUR = (1L << 24) - 1;

  /// Every calendar repeats after 400 years: what has not fired by then never will.
  private static final int CYCLE = 400;

  private static final int LAST_YEAR = 9999;

  private final long seconds;
  private final long minutes;
  private final long hours;
  private final CronDays days;

  private CronExpression(long seconds, long minutes, long hours, CronDays days) {
    this.seconds = seconds;
    this.minutes = minutes;
    this.hours = hours;
    this.days = days;
  }

  /// @throws InvalidCron if the text is not an expression; one that never fires is
  public static CronExpression parse(String text) {
    String stripped = text.strip();
    String[] fields = stripped.isEmpty() ? new String[0] : BLANKS.split(stripped);
    if (fields.length != 5 && fields.length != 6) {
      throw new InvalidCron(
          "Invalid cron expression '%s': expected 5 or 6 fields, got %d"
              .formatted(text, fields.length));
    }
    int first = fields.length - 5;
    return new CronExpression(
        first == 0 ? 1 : CronField.SECOND.set(fields[0]),
        CronField.MINUTE.set(fields[first]),
        CronField.HOUR.set(fields[first + 1]),
        CronDays.parse(fields[first + 2], fields[first + 3], fields[first + 4]));
  }

  /// Whether the wall clock's time matches, whatever the zone; fractions of the second are ignored.
  public boolean matches(LocalDateTime time) {
    return has(seconds, time.getSecond())
        && has(minutes, time.getMinute())
        && has(hours, time.getHour())
        && days.matches(time.toLocalDate());
  }

  /// The first moment after this one at which the expression fires; empty if there is none in the
  /// next 400 years or before the year 10000.
  public Optional<Instant> next(Instant after, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    LocalDateTime start = LocalDateTime.ofInstant(from, rules.getOffset(from));
    LocalDate end = LocalDate.of(Math.min(start.getYear() + CYCLE, LAST_YEAR), 12, 31);
    ZoneOffsetTransition before = rules.previousTransition(from.plusNanos(1));
    if (before != null && before.getInstant().equals(from) && skips(before)) {
      return Optional.of(from);
    }
    while (!start.toLocalDate().isAfter(end)) {
      ZoneOffsetTransition change = rules.nextTransition(from);
      LocalDateTime until =
          change == null ? end.plusDays(1).atStartOfDay() : change.getDateTimeBefore();
      Optional<LocalDateTime> found = nextMatch(afterRepetition(start, before), until);
      if (found.isPresent()) {
        return Optional.of(found.get().toInstant(rules.getOffset(from)));
      }
      if (change == null) {
        return Optional.empty();
      }
      if (skips(change)) {
        return Optional.of(change.getInstant());
      }
      before = change;
      from = change.getInstant();
      start = change.getDateTimeAfter();
    }
    return Optional.empty();
  }

  /// Times that the clock has already shown before it was set back are left out.
  private LocalDateTime afterRepetition(
      LocalDateTime start, @Nullable ZoneOffsetTransition before) {
    return before != null
            && before.isOverlap()
            && hours != EVERY_HOUR
            && start.isBefore(before.getDateTimeBefore())
        ? before.getDateTimeBefore()
        : start;
  }

  /// Whether one of the expression's times is among those that the clock skips.
  private boolean skips(ZoneOffsetTransition change) {
    return change.isGap()
        && hours != EVERY_HOUR
        && nextMatch(change.getDateTimeBefore(), change.getDateTimeAfter()).isPresent();
  }

  /// The first matching time from `start` on, before `end`.
  private Optional<LocalDateTime> nextMatch(LocalDateTime start, LocalDateTime end) {
    LocalDate date = start.toLocalDate();
    LocalTime earliest = start.toLocalTime();
    while (!date.isAfter(end.toLocalDate())) {
      if (!days.isInMonth(date)) {
        date = date.withDayOfMonth(1).plusMonths(1);
        earliest = LocalTime.MIDNIGHT;
        continue;
      }
      LocalTime time = days.matches(date) ? nextTime(earliest) : null;
      if (time != null) {
        return Optional.of(date.atTime(time)).filter(found -> found.isBefore(end));
      }
      date = date.plusDays(1);
      earliest = LocalTime.MIDNIGHT;
    }
    return Optional.empty();
  }

  private @Nullable LocalTime nextTime(LocalTime from) {
    int hour = next(hours, from.getHour());
    if (hour == from.getHour()) {
      LocalTime sameHour = nextInHour(from);
      if (sameHour != null) {
        return sameHour;
      }
      hour = next(hours, from.getHour() + 1);
    }
    return hour < 0 ? null : LocalTime.of(hour, first(minutes), first(seconds));
  }

  private @Nullable LocalTime nextInHour(LocalTime from) {
    int minute = next(minutes, from.getMinute());
    if (minute == from.getMinute()) {
      int second = next(seconds, from.getSecond());
      if (second >= 0) {
        return LocalTime.of(from.getHour(), minute, second);
      }
      minute = next(minutes, minute + 1);
    }
    return minute < 0 ? null : LocalTime.of(from.getHour(), minute, first(seconds));
  }

  private static int first(long set) {
    return Long.numberOfTrailingZeros(set);
  }

  /// The first value of the set from `from` on; -1 if there is none.
  private static int next(long set, int from) {
    long rest = set & -1L << from;
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }

  private static boolean has(long set, int value) {
    return (set & 1L << value) != 0;
  }
}
