package dev.gander.domain.schedule;

import java.util.List;
import java.util.Locale;

/// The syntax of one field: its limits and the words that stand for numbers in it.
///
/// @param names the first of them stands for `firstNamed`
record CronField(String name, int lowest, int highest, List<String> names, int firstNamed) {
  static final CronField SECOND = numbers("second", 0, 59);
  static final CronField MINUTE = numbers("minute", 0, 59);
  static final CronField HOUR = numbers("hour", 0, 23);
  static final CronField DAY = numbers("day of the month", 1, 31);
  static final CronField MONTH =
      new CronField(
          "month",
          1,
          12,
          List.of(
              "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
          1);
  static final CronField WEEKDAY =
      new CronField(
          "day of the week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), 0);

  private static final int MOST_DIGITS = 4;

  private static CronField numbers(String name, int lowest, int highest) {
    return new CronField(name, lowest, highest, List.of(), 0);
  }

  /// The set of a list such as `1,5-9/2`, one bit per value.
  long set(String text) {
    if (text.equals("*")) {
      return range(lowest, highest, 1);
    }
    long all = 0;
    for (String part : parts(text)) {
      all |= part(part);
    }
    return all;
  }

  /// The parts of a list, of which there is at least one and none is empty.
  List<String> parts(String text) {
    List<String> parts = List.of(text.split(",", -1));
    if (parts.contains("")) {
      throw wrong(text);
    }
    return parts;
  }

  /// One part of a list: a value, a range, or either with a step.
  long part(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      int dash = text.indexOf('-');
      int first = value(dash < 0 ? text : text.substring(0, dash), text);
      return range(first, dash < 0 ? first : end(text.substring(dash + 1), text), 1, text);
    }
    int step = number(text.substring(slash + 1), text);
    if (step == 0) {
      throw wrong(text);
    }
    String base = text.substring(0, slash);
    if (base.equals("*")) {
      return range(lowest, highest, step);
    }
    int dash = base.indexOf('-');
    int first = value(dash < 0 ? base : base.substring(0, dash), text);
    return range(first, dash < 0 ? highest : end(base.substring(dash + 1), text), step, text);
  }

  private long range(int first, int last, int step, String text) {
    if (first > last) {
      throw wrong(text);
    }
    return range(first, last, step);
  }

  private static long range(int first, int last, int step) {
    long set = 0;
    for (int value = first; value <= last; value += step) {
      set |= 1L << value;
    }
    return set;
  }

  /// A Sunday that ends a range is the one after Saturday.
  private int end(String word, String text) {
    int value = value(word, text);
    return word.equalsIgnoreCase("SUN") ? highest : value;
  }

  /// A number or a name.
  ///
  /// @param text what the word is a part of, for the message
  int value(String word, String text) {
    int named = names.indexOf(word.toUpperCase(Locale.ROOT));
    int value = named < 0 ? number(word, text) : named + firstNamed;
    if (value < lowest || value > highest) {
      throw wrong(text);
    }
    return value;
  }

  private int number(String digits, String text) {
    if (digits.isEmpty()
        || digits.length() > MOST_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong(text);
    }
    return Integer.parseInt(digits);
  }

  /// The text may be as long as a request, and the message is short.
  InvalidCron wrong(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new InvalidCron("'" + shown + "' is not a valid " + name);
  }
}
