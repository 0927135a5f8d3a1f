package dev.gander.domain.schedule;

import static java.time.temporal.TemporalAdjusters.firstInMonth;
import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/// What the forms that the properties use mean in the calendar, each written out by itself.
final class CalendarWords {
  private CalendarWords() {}

  static boolean isDay(String form, LocalDate date) {
    int day = date.getDayOfMonth();
    LocalDate last = date.with(lastDayOfMonth());
    return switch (form) {
      case "*", "?" -> true;
      case "L" -> date.equals(last);
      case "15W" -> isNearest(date, 15);
      case "1W" -> isNearest(date, 1);
      case "31W" -> isNearest(date, 31);
      case "29", "30", "31" -> day == Integer.parseInt(form);
      case "1,L" -> day == 1 || date.equals(last);
      case "*/5" -> (day - 1) % 5 == 0;
      case "10-20/2" -> day >= 10 && day <= 20 && day % 2 == 0;
      default -> throw new IllegalArgumentException(form);
    };
  }

  private static boolean isNearest(LocalDate date, int target) {
    if (target > date.lengthOfMonth()) {
      return false;
    }
    LocalDate wanted = date.withDayOfMonth(target);
    LocalDate nearest =
        Stream.of(0, -1, 1, -2, 2)
            .map(wanted::plusDays)
            .filter(day -> day.getMonth() == wanted.getMonth())
            .filter(day -> day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue())
            .min(Comparator.comparingLong(day -> Math.abs(day.toEpochDay() - wanted.toEpochDay())))
            .orElseThrow();
    return date.equals(nearest);
  }

  static boolean isMonth(String form, int month) {
    return switch (form) {
      case "*" -> true;
      case "2" -> month == 2;
      case "FEB-APR" -> month >= 2 && month <= 4;
      case "3,10" -> month == 3 || month == 10;
      case "*/3" -> Set.of(1, 4, 7, 10).contains(month);
      case "DEC" -> month == 12;
      case "4/2" -> Set.of(4, 6, 8, 10, 12).contains(month);
      default -> throw new IllegalArgumentException(form);
    };
  }

  static boolean isWeekday(String form, LocalDate date) {
    DayOfWeek weekday = date.getDayOfWeek();
    return switch (form) {
      case "*" -> true;
      case "MON-FRI" -> weekday.getValue() <= 5;
      case "0", "7" -> weekday == DayOfWeek.SUNDAY;
      case "SUN#1" -> date.equals(date.with(firstInMonth(DayOfWeek.SUNDAY)));
      case "5L" -> date.equals(date.with(lastInMonth(DayOfWeek.FRIDAY)));
      case "FRI#5" -> weekday == DayOfWeek.FRIDAY && date.getDayOfMonth() > 28;
      case "L" -> weekday == DayOfWeek.SATURDAY;
      case "6-7" -> weekday.getValue() >= 6;
      case "2/2" -> Set.of(2, 4, 6).contains(weekday.getValue());
      case "+MON" -> weekday == DayOfWeek.MONDAY;
      default -> throw new IllegalArgumentException(form);
    };
  }
}
