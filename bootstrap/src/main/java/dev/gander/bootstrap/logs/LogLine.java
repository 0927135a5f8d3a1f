package dev.gander.bootstrap.logs;

import dev.gander.domain.observe.Trail;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// Writes a record as a line that begins with its time. What follows a line break in a message is
/// indented, and other control characters are replaced: models, extensions and hooks choose some of
/// the words, and could make up records, or steer a terminal, otherwise.
final class LogLine extends Formatter {
  private final UnaryOperator<String> discreet;

  /// @param discreet hides secrets
  LogLine(UnaryOperator<String> discreet) {
    this.discreet = discreet;
  }

  @Override
  public String format(LogRecord record) {
    Instant time = record.getInstant().truncatedTo(ChronoUnit.MICROS);
    String line =
        "%s %5s %s%s: %s"
            .formatted(
                time,
                name(record.getLevel()),
                record.getLoggerName(),
                where(Trail.current()),
                formatMessage(record));
    String all = record.getThrown() == null ? line : line + "\n" + trace(record.getThrown());
    return plain(discreet.apply(all).stripTrailing()) + System.lineSeparator();
  }

  /// Such as ` [session 20261128_1, turn 7f3a, request 1b-4]`; empty outside of all these.
  private static String where(Trail trail) {
    String where =
        named("session", trail.session())
            + named("turn", trail.turn())
            + named("request", trail.request());
    return where.isEmpty() ? "" : " [" + where.substring(2) + "]";
  }

  private static String named(String name, @Nullable String id) {
    return id == null ? "" : ", " + name + " " + id;
  }

  private static String plain(String text) {
    return text.replaceAll("\\R", "\n  ").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
  }

  static String name(Level level) {
    return level.intValue() >= Level.SEVERE.intValue()
        ? "ERROR"
        : level.intValue() >= Level.WARNING.intValue()
            ? "WARN"
            : level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
