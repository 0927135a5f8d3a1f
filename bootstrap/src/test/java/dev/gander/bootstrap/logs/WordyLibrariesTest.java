package dev.gander.bootstrap.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.ConnectException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class WordyLibrariesTest {
  private static LogRecord record(String logger) {
    LogRecord record = new LogRecord(Level.SEVERE, "Failed to export");
    record.setLoggerName(logger);
    record.setThrown(new ConnectException("refused"));
    WordyLibraries.shorten(record);
    return record;
  }

  @Test
  void aReceiverOfTracesThatIsAwayIsWorthALine() {
    LogRecord record = record("io.opentelemetry.exporter.internal.http.HttpExporter");

    assertNull(record.getThrown());
    assertEquals("Failed to export: java.net.ConnectException: refused", record.getMessage());
  }

  @Test
  void ourOwnFailuresKeepTheirTraces() {
    assertNotNull(record("dev.gander.X").getThrown());
    assertNotNull(record(null).getThrown());
  }
}
