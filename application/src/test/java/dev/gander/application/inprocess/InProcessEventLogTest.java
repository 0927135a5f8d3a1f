package dev.gander.application.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.session.Session;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.SessionEventLog.Writer;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.turn.SessionEventLogContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InProcessEventLogTest implements SessionEventLogContract {
  private static final Duration LONG = InProcessEventLog.KEPT_IDLE.plusSeconds(1);

  private final Stores stores = Stores.create();
  private final Session session = stores.session();

  @Override
  public SessionEventLog log(Stores stores) {
    return new InProcessEventLog(stores.clock());
  }

  /// Any use of the log gives up what is idle.
  private void waitAndUse(SessionEventLog log, Duration time) {
    stores.clock().advance(time);
    log.read(stores.session(), 0).close();
  }

  private static void append(Writer writer) {
    writer.append(TurnEvent.Failed.because("no"));
  }

  @Test
  void whatNobodyUsesIsGivenUp() {
    try (SessionEventLog log = log(stores)) {
      try (Writer writer = log.write(session, "r");
          Reader _ = log.read(session, 0)) {
        append(writer);
        waitAndUse(log, LONG);
        assertTrue(log.isKnown(session.id()));
      }

      waitAndUse(log, InProcessEventLog.KEPT_IDLE.minusSeconds(1));
      assertTrue(log.isKnown(session.id()));
      waitAndUse(log, LONG);

      assertFalse(log.isKnown(session.id()));
    }
  }

  @Test
  void anOpenWriterKeepsTheLog() {
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      append(writer);

      waitAndUse(log, LONG);

      assertTrue(log.isKnown(session.id()));
    }
  }

  @Test
  void anOpenReaderKeepsTheLog() throws Exception {
    try (SessionEventLog log = log(stores);
        Reader reader = log.read(session, 0)) {
      waitAndUse(log, LONG);

      try (Writer writer = log.write(session, "r")) {
        append(writer);
      }
      assertNotNull(reader.next(Duration.ZERO).event());
    }
  }

  @Test
  void aLogThatWasGivenUpBeginsAnew() throws Exception {
    try (SessionEventLog log = log(stores)) {
      try (Writer writer = log.write(session, "r")) {
        append(writer);
      }
      waitAndUse(log, LONG);

      try (Writer writer = log.write(session, "s");
          Reader reader = log.read(session, 0)) {
        append(writer);
        SessionEventLog.Next next = reader.next(Duration.ZERO);
        assertEquals("s", next.event() == null ? null : next.event().requestId());
      }
    }
  }
}
