package dev.gander.bootstrap.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private final LogLine format = new LogLine(text -> text.replace("pem\nkey", "***"));

  @Test
  void whatOthersSayIsNoRecordOfItsOwn() {
    LogRecord record =
        record("egress of x\r\n2026-03-04T10:11:13Z ERROR dev.gander: forged\u001b[2J");

    assertEquals(
        List.of(
            "2026-03-04T10:11:12Z  WARN dev.gander.X: egress of x",
            "  2026-03-04T10:11:13Z ERROR dev.gander: forged\uFFFD[2J"),
        format.format(record).lines().toList());
  }

  @Test
  void neitherIsWhatAFailureSays() {
    LogRecord record = record("broken");
    record.setThrown(new IllegalStateException("a\nb\u2028c"));

    List<String> lines = format.format(record).lines().toList();

    assertEquals(
        List.of("  java.lang.IllegalStateException: a", "  b", "  c"), lines.subList(1, 4));
    assertEquals(1, lines.stream().filter(line -> !line.startsWith("  ")).count());
  }

  @Test
  void aSecretOfSeveralLinesIsHidden() {
    assertEquals(
        "2026-03-04T10:11:12Z  WARN dev.gander.X: it is ***" + System.lineSeparator(),
        format.format(record("it is pem\nkey")));
  }

  private static LogRecord record(String message) {
    LogRecord record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("dev.gander.X");
    record.setInstant(Instant.parse("2026-03-04T10:11:12Z"));
    return record;
  }
}
