package dev.gander.bootstrap.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  private final JsonLine form = new JsonLine(text -> text.replace("pem\nkey", "***"));
  private final LogLine plain = new LogLine(text -> text);
  private final Trail trail =
      Trail.ofRequest("1b-4", Optional.empty())
          .in(new Activity.Turn(new SessionId("20261128_1"), "7f3a"), Unobserved.INSTANCE);

  @Test
  void aRecordIsOneObjectOnOneLine() {
    String line = form.format(record("a\r\nb\u2028c \"d\" \u001b[2J pem\nkey"));

    assertEquals(1, line.lines().count());
    JsonObject read = (JsonObject) JsonText.parse(line);
    assertEquals("a\r\nb\u2028c \"d\" \u001b[2J ***", read.text("message").orElseThrow());
    assertEquals("WARN", read.text("level").orElseThrow());
    assertEquals("dev.gander.X", read.text("logger").orElseThrow());
    assertEquals("2026-03-04T10:11:12Z", read.text("time").orElseThrow());
    assertFalse(line.contains("\u001b") || line.contains("\"session\""), line);
  }

  @Test
  void aFailureHidesItsSecretsToo() {
    LogRecord record = record("broken");
    record.setThrown(new IllegalStateException("with pem\nkey"));

    JsonObject read = (JsonObject) JsonText.parse(form.format(record));

    assertEquals("java.lang.IllegalStateException", read.text("error").orElseThrow());
    String stack = read.text("stack").orElseThrow();
    assertTrue(stack.startsWith("java.lang.IllegalStateException: with ***\n"), stack);
  }

  @Test
  void bothFormsSayWhereItHappened() throws InterruptedException {
    String[] lines = new String[2];
    Runnable work =
        trail.call(
            () ->
                Trail.carrying(
                    () -> {
                      lines[0] = form.format(record("x"));
                      lines[1] = plain.format(record("x"));
                    }));

    Thread.ofVirtual().start(work).join();

    JsonObject read = (JsonObject) JsonText.parse(lines[0]);
    assertEquals("20261128_1", read.text("session").orElseThrow());
    assertEquals("7f3a", read.text("turn").orElseThrow());
    assertEquals("1b-4", read.text("request").orElseThrow());
    assertEquals(
        "2026-03-04T10:11:12Z  WARN dev.gander.X"
            + " [session 20261128_1, turn 7f3a, request 1b-4]: x"
            + System.lineSeparator(),
        lines[1]);
  }

  private static LogRecord record(String message) {
    LogRecord record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("dev.gander.X");
    record.setInstant(Instant.parse("2026-03-04T10:11:12Z"));
    return record;
  }
}
