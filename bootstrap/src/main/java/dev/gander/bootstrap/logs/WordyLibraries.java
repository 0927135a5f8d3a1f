package dev.gander.bootstrap.logs;

import java.util.logging.LogRecord;

/// Libraries that write a stack trace for each small thing: a receiver of traces that is away is
/// worth a line.
final class WordyLibraries {
  private static final String TRACES = "io.opentelemetry";

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
