package dev.gander.application.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The readers of a session whose events several threads bring.
class SessionReadersTest {
  private static final String TURN = "turn";

  private final SessionReaders readers = new SessionReaders(0, InstantSource.system());

  private static Published event(long number) {
    return new Published(number, "r", TurnEvent.Failed.because("e" + number));
  }

  private static List<Long> numbers(Reader reader) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    for (Next next = reader.next(Duration.ZERO); next.event() != null; ) {
      numbers.add(next.event().sequence());
      next = reader.next(Duration.ZERO);
    }
    return numbers;
  }

  @Test
  void whatIsBroughtTwiceIsHeardOnce() throws Exception {
    readers.begin(TURN);
    Reader joined = readers.join().orElseThrow();

    assertTrue(readers.hear(TURN, event(1)));
    assertTrue(readers.hear(TURN, event(2)));
    assertTrue(readers.hear(TURN, event(1)));
    assertTrue(readers.hear(TURN, event(2)));
    assertFalse(readers.hear(TURN, event(4)));
    readers.skipTo(1);
    assertTrue(readers.hear(TURN, event(3)));

    assertEquals(List.of(1L, 2L, 3L), numbers(joined));
  }

  @Test
  void twoThreadsMayBringTheSameEvents() throws Exception {
    int many = 20_000;
    readers.begin(TURN);
    Reader joined = readers.join().orElseThrow();

    List<Thread> both = List.of(bringing(many), bringing(many));
    for (Thread thread : both) {
      thread.join();
    }

    assertEquals(LongStream.rangeClosed(1, many).boxed().toList(), numbers(joined));
  }

  private Thread bringing(int many) {
    return Thread.ofPlatform()
        .start(() -> LongStream.rangeClosed(1, many).forEach(n -> readers.hear(TURN, event(n))));
  }
}
