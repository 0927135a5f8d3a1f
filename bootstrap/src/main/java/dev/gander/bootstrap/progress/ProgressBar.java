package dev.gander.bootstrap.progress;

import java.time.Duration;
import java.util.Locale;

/// How far some work is, in one line: how much, how fast, how long it will take.
///
/// @param title of the work, in a word
/// @param total in bytes or in the unit; what is done may be more
/// @param unit what is counted, in the plural; empty for bytes
/// @param columns of the terminal
record ProgressBar(String title, long total, String unit, int columns) {
  private static final int LONGEST = 30;
  private static final int SHORTEST = 5;

  /// With a bar as long as the line leaves room for, or none.
  String line(long done, Duration elapsed) {
    String before = title + " ";
    String after = " " + words(done, elapsed);
    int room = columns - 1 - before.length() - after.length() - 2;
    if (room < SHORTEST) {
      String line = before + words(done, elapsed);
      return line.substring(0, Math.min(line.length(), Math.max(0, columns - 1)));
    }
    int length = Math.min(room, LONGEST);
    int full = percent(done) * length / 100;
    return before + "[" + "#".repeat(full) + "-".repeat(length - full) + "]" + after;
  }

  /// As `45 %, 12.3 MB/s, 3 s left`.
  String words(long done, Duration elapsed) {
    double seconds = elapsed.toMillis() / 1000.0;
    if (done <= 0 || seconds < 0.1) {
      return percent(done) + " %";
    }
    double rate = done / seconds;
    long left = Math.round(Math.max(0, total - done) / rate);
    return String.format(
        Locale.ROOT, "%d %%, %s/s, %s left", percent(done), amount(rate), time(left));
  }

  private String amount(double done) {
    return unit.isEmpty()
        ? String.format(Locale.ROOT, "%.1f MB", done / 1_000_000)
        : String.format(Locale.ROOT, "%.0f %s", done, unit);
  }

  private int percent(long done) {
    return total <= 0 ? 100 : (int) Math.clamp(100.0 * done / total, 0, 100);
  }

  private static String time(long seconds) {
    return seconds < 100 ? seconds + " s" : seconds / 60 + " min";
  }
}
