package dev.gander.application.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.SessionEventLog.Writer;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.turn.SessionEventLogContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InProcessEventLogTest implements SessionEventLogContract {
  private static final SessionId SESSION = new SessionId("20260101_1");
  private static final Duration LONG = InProcessEventLog.KEPT_IDLE.plusSeconds(1);

  private final Stores stores = Stores.create();

  @Override
  public SessionEventLog log(Stores stores) {
    return new InProcessEventLog(stores.sessions(), stores.clock());
  }

  /// Any use of the log gives up what is idle.
  private void waitAndUse(SessionEventLog log, Duration time) {
    stores.clock().advance(time);
    log.read(new SessionId("20260101_2"), 0).close();
  }

  private static void append(Writer writer) {
    writer.append(TurnEvent.Failed.because("no"));
  }

  @Test
  void whatNobodyUsesIsGivenUp() {
    try (SessionEventLog log = log(stores)) {
      try (Writer writer = log.write(SESSION, "r");
          Reader _ = log.read(SESSION, 0)) {
        append(writer);
        waitAndUse(log, LONG);
        assertTrue(log.isKnown(SESSION));
      }

      waitAndUse(log, InProcessEventLog.KEPT_IDLE.minusSeconds(1));
      assertTrue(log.isKnown(SESSION));
      waitAndUse(log, LONG);

      assertFalse(log.isKnown(SESSION));
    }
  }

  @Test
  void anOpenWriterKeepsTheLog() {
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(SESSION, "r")) {
      append(writer);

      waitAndUse(log, LONG);

      assertTrue(log.isKnown(SESSION));
    }
  }

  @Test
  void anOpenReaderKeepsTheLog() throws Exception {
    try (SessionEventLog log = log(stores);
        Reader reader = log.read(SESSION, 0)) {
      waitAndUse(log, LONG);

      try (Writer writer = log.write(SESSION, "r")) {
        append(writer);
      }
      assertNotNull(reader.next(Duration.ZERO).event());
    }
  }

  @Test
  void aLogThatWasGivenUpBeginsAnew() throws Exception {
    try (SessionEventLog log = log(stores)) {
      try (Writer writer = log.write(SESSION, "r")) {
        append(writer);
      }
      waitAndUse(log, LONG);

      try (Writer writer = log.write(SESSION, "s");
          Reader reader = log.read(SESSION, 0)) {
        append(writer);
        SessionEventLog.Next next = reader.next(Duration.ZERO);
        assertEquals("s", next.event() == null ? null : next.event().requestId());
      }
    }
  }
}
