package dev.gander.domain.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;

/// The days on which an expression fires: the month, the day of the month and the day of the week
/// all have to match.
///
/// @param days of the month, one bit per day
/// @param nearest the days whose nearest weekday is meant (`15W`)
/// @param lastDay whether the last day of the month is meant as well
/// @param weekdays one bit per day of the week, Sunday being 0
/// @param nth the weekdays that are meant in one week only (`5#2`): seven bits for each of the five
///   weeks
/// @param lastOnes the weekdays whose last one in the month is meant (`5L`)
record CronDays(
    int months, long days, long nearest, boolean lastDay, int weekdays, long nth, int lastOnes) {
  private static final int DAYS_OF_WEEK = 7;
  private static final int MOST_WEEKS = 5;
  private static final int SATURDAY = 6;

  static CronDays parse(String day, String month, String weekday) {
    int months = (int) CronField.MONTH.set(month);
    Builder builder = new Builder();
    builder.days(day.equals("?") ? "*" : day);
    builder.weekdays(weekday.equals("?") ? "*" : weekday);
    return new CronDays(
        months,
        builder.days,
        builder.nearest,
        builder.lastDay,
        builder.weekdays,
        builder.nth,
        builder.lastOnes);
  }

  boolean isInMonth(LocalDate date) {
    return has(months, date.getMonthValue());
  }

  boolean matches(LocalDate date) {
    return isInMonth(date) && matchesDay(date) && matchesWeekday(date);
  }

  private boolean matchesDay(LocalDate date) {
    int day = date.getDayOfMonth();
    return has(days, day)
        || (lastDay && day == date.lengthOfMonth())
        || (nearest != 0 && isNearest(date));
  }

  /// Whether this is the weekday nearest to one of the given days, in the same month.
  private boolean isNearest(LocalDate date) {
    int day = date.getDayOfMonth();
    return switch (date.getDayOfWeek()) {
      case SATURDAY, SUNDAY -> false;
      case MONDAY -> has(nearest, day) || has(nearest, day - 1) || (day == 3 && has(nearest, 1));
      case FRIDAY ->
          has(nearest, day)
              || (day < date.lengthOfMonth() && has(nearest, day + 1))
              || (day + 2 == date.lengthOfMonth() && has(nearest, day + 2));
      case TUESDAY, WEDNESDAY, THURSDAY -> has(nearest, day);
    };
  }

  private boolean matchesWeekday(LocalDate date) {
    int weekday = date.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : date.getDayOfWeek().getValue();
    return has(weekdays, weekday)
        || has(nth, weekday + DAYS_OF_WEEK * ((date.getDayOfMonth() - 1) / DAYS_OF_WEEK))
        || (has(lastOnes, weekday) && date.getDayOfMonth() + DAYS_OF_WEEK > date.lengthOfMonth());
  }

  private static boolean has(long set, int value) {
    return (set & 1L << value) != 0;
  }

  /// Collects the parts of the two lists.
  private static final class Builder {
    private long days;
    private long nearest;
    private boolean lastDay;
    private int weekdays;
    private long nth;
    private int lastOnes;

    void days(String text) {
      if (text.equals("*")) {
        days = CronField.DAY.set(text);
        return;
      }
      for (String part : CronField.DAY.parts(text)) {
        if (part.equalsIgnoreCase("L")) {
          lastDay = true;
        } else if (ends(part, "W")) {
          nearest |= 1L << CronField.DAY.value(part.substring(0, part.length() - 1), part);
        } else {
          days |= CronField.DAY.part(part);
        }
      }
    }

    void weekdays(String text) {
      if (text.equals("*")) {
        weekdays = sundayFirst(CronField.WEEKDAY.set(text));
        return;
      }
      String list = text.startsWith("+") ? text.substring(1) : text;
      for (String part : CronField.WEEKDAY.parts(list)) {
        weekday(part);
      }
    }

    private void weekday(String part) {
      int hash = part.indexOf('#');
      if (hash >= 0) {
        int week = part.length() == hash + 2 ? part.charAt(hash + 1) - '0' : 0;
        if (week < 1 || week > MOST_WEEKS) {
          throw CronField.WEEKDAY.wrong(part);
        }
        nth |= one(part.substring(0, hash), part) << (DAYS_OF_WEEK * (week - 1));
      } else if (part.equalsIgnoreCase("L")) {
        weekdays |= 1 << SATURDAY;
      } else if (ends(part, "L")) {
        lastOnes |= (int) one(part.substring(0, part.length() - 1), part);
      } else {
        weekdays |= sundayFirst(CronField.WEEKDAY.part(part));
      }
    }

    private static long one(String word, String part) {
      return sundayFirst(1L << CronField.WEEKDAY.value(word, part));
    }

    private static boolean ends(String part, String letter) {
      return part.toUpperCase(Locale.ROOT).endsWith(letter);
    }

    /// Day 7 is the Sunday that is also 0.
    private static int sundayFirst(long set) {
      return (int) ((set | (set >> DAYS_OF_WEEK)) & 0x7F);
    }
  }
}
