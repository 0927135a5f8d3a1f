package dev.gander.bootstrap.logs;

import java.util.List;
import java.util.logging.LogRecord;

/// Libraries that write a stack trace for each small thing: a receiver of traces that is away is
/// worth a line.
final class WordyLibraries {
  private static final String TRACES = "io.opentelemetry";

  /// They tell each thing to whoever called, too.
  static final List<String> DRIVERS = List.of("com.zaxxer.hikari", "org.postgresql");

  private WordyLibraries() {}

  /// Puts what is wrong into the message.
  static void shorten(LogRecord record) {
    Throwable thrown = record.getThrown();
    String logger = record.getLoggerName();
    if (thrown != null && logger != null && logger.startsWith(TRACES)) {
      record.setMessage(record.getMessage() + ": " + thrown);
      record.setThrown(null);
    }
  }
}
