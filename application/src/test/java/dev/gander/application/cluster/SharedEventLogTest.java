package dev.gander.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.Heard;
import dev.gander.domain.cluster.SharedEvents.State;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.SessionEventLog.Writer;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.InMemoryLeaseTable;
import dev.gander.testkit.cluster.InMemorySharedEvents;
import dev.gander.testkit.turn.SessionEventLogContract;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedEventLogTest implements SessionEventLogContract {
  private static final Duration KEPT = Duration.ofHours(1);

  private final Stores stores = Stores.create();
  private final Session session = stores.session();
  private final InMemoryLeaseTable.Rows leases = new InMemoryLeaseTable.Rows();
  private final InMemorySharedEvents.Rows rows = new InMemorySharedEvents.Rows(leases);
  private final List<SharedEventLog> nodes = new ArrayList<>();

  /// The servers of the contract have a database each.
  @Override
  public SessionEventLog log(Stores stores) {
    rows.clear();
    return new SettledLog(node("a"));
  }

  private SharedEventLog node(String name) {
    var log = new SharedEventLog(new InMemorySharedEvents(rows, name), KEPT, stores.clock());
    nodes.add(log);
    return log;
  }

  @AfterEach
  void end() {
    nodes.forEach(log -> log.end(PATIENCE));
  }

  private static void tell(Writer writer, int from, int to) {
    LongStream.rangeClosed(from, to)
        .forEach(number -> writer.append(TurnEvent.Failed.because("e" + number)));
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /// The numbers of the next events.
  private static List<Long> numbers(Reader reader, int count) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    while (numbers.size() < count) {
      Next next = reader.next(PATIENCE);
      if (next.event() == null) {
        throw new AssertionError("only " + numbers);
      }
      numbers.add(next.event().sequence());
    }
    return numbers;
  }

  /// What is no longer in memory is in the database.
  @Override
  @Test
  public void theOldestGoWhenThereAreTooMany() throws Exception {
    int many = SessionEventLog.KEPT + 2;
    try (SharedEventLog log = node("a");
        Writer writer = log.write(session, "r")) {
      tell(writer, 1, many);
      log.settle(PATIENCE);

      for (int received : new int[] {1, 2, 3, many - 1}) {
        Reader reader = log.read(session, received);
        assertFalse(reader.hasMissed());
        assertEquals(range(received + 1, many), numbers(reader, many - received));
      }
    }
  }

  @Test
  void everyNodeShowsTheSameEventsWithTheSameNumbers() throws Exception {
    SharedEventLog a = node("a");
    SharedEventLog b = node("b");
    Reader there = b.read(session, 0);
    try (Writer one = a.write(session, "r");
        Writer other = b.write(session, "s")) {
      tell(one, 1, 3);
      assertEquals(range(1, 3), numbers(there, 3));
      tell(other, 4, 4);
      a.settle(PATIENCE);
      b.settle(PATIENCE);

      assertEquals(range(1, 4), numbers(a.read(session, 0), 4));
      assertEquals(range(4, 4), numbers(there, 1));
      assertFalse(there.isQuiet());
    }
    Eventually.holds(there::isQuiet);
  }

  @Test
  void aClientGoesOnAtAnotherNodeWhereItWas() throws Exception {
    SharedEventLog a = node("a");
    SharedEventLog b = node("b");
    try (Reader early = b.read(session, 0);
        Writer writer = a.write(session, "r")) {
      tell(writer, 1, 700);
      a.settle(PATIENCE);

      for (int received : new int[] {1, 100, 650, 699}) {
        assertEquals(range(received + 1, 700), numbers(b.read(session, received), 700 - received));
      }
      Reader last = b.read(session, 700);
      tell(writer, 701, 701);
      assertEquals(range(701, 701), numbers(last, 1));
      assertFalse(early.hasMissed());
    }
  }

  @Test
  void whoJoinsOnAnotherNodeHearsTheWholeTurn() throws Exception {
    SharedEventLog a = node("a");
    SharedEventLog b = node("b");
    try (Writer before = a.write(session, "q")) {
      tell(before, 1, 5);
    }
    try (Writer writer = a.write(session, "r")) {
      tell(writer, 6, 600);
      a.settle(PATIENCE);

      Reader joined = b.join(session);
      tell(writer, 601, 601);

      assertEquals(range(6, 601), numbers(joined, 596));
    }
  }

  @Test
  void whoJoinsWhileATurnEndsOnAnotherNodeHearsTheWholeTurn() throws Exception {
    SharedEventLog a = node("a");
    Writer writer = a.write(session, "r");
    tell(writer, 1, 1);
    a.settle(PATIENCE);
    var joined = new CountDownLatch(1);
    SharedEvents table =
        thatReadsOnlyOnce(
            new InMemorySharedEvents(rows, "b"),
            () -> {
              tell(writer, 2, 2);
              writer.close();
              a.settle(PATIENCE);
            },
            joined);
    var b = new SharedEventLog(table, KEPT, stores.clock());
    nodes.add(b);

    Reader reader = b.join(session);
    joined.countDown();

    assertEquals(range(1, 2), numbers(reader, 2));
    Eventually.holds(reader::isQuiet);
  }

  /// Does something between the first reading of events and that of the turns that are open, and
  /// then reads no more before it may.
  private static SharedEvents thatReadsOnlyOnce(
      SharedEvents table, Runnable work, CountDownLatch mayGoOn) {
    var readings = new AtomicInteger();
    InvocationHandler handler =
        (_, method, given) -> {
          if (!method.getName().equals("news")) {
            return method.invoke(table, given);
          }
          if (readings.getAndIncrement() > 0) {
            mayGoOn.await();
            return method.invoke(table, given);
          }
          Map<?, ?> before = (Map<?, ?>) method.invoke(table, given);
          work.run();
          Map<Object, State> states = new HashMap<>();
          for (var later : ((Map<?, ?>) method.invoke(table, given)).entrySet()) {
            State state = (State) later.getValue();
            List<Heard> heard = ((State) before.get(later.getKey())).events();
            states.put(later.getKey(), new State(state.newest(), heard, state.open()));
          }
          return states;
        };
    return (SharedEvents)
        Proxy.newProxyInstance(
            SharedEvents.class.getClassLoader(), new Class<?>[] {SharedEvents.class}, handler);
  }

  @Test
  void aTurnThatHasLostItsSessionTellsNothingButItsEnd() throws Exception {
    SharedEventLog a = node("a");
    var table = new InMemoryLeaseTable(leases, "a");
    Fence fence = table.seize(session.id(), KEPT);
    try (Writer writer = a.write(session, "r")) {
      writer.fencedBy(fence);
      tell(writer, 1, 1);
      a.settle(PATIENCE);
      Fence later = new InMemoryLeaseTable(leases, "b").seize(session.id(), KEPT);
      assertTrue(later.number() > fence.number());

      writer.append(new TurnEvent.ModelChanged("m", "lead"));
      writer.append(TurnEvent.Finished.stop(TokenState.UNKNOWN));
      a.settle(PATIENCE);

      Reader reader = node("b").read(session, 1);
      Next next = reader.next(PATIENCE);
      assertTrue(
          next.event() != null && next.event().event() instanceof TurnEvent.Finished,
          next::toString);
    }
  }

  @Test
  void aTurnWhoseNodeIsDeadIsCutOffAndIsEndedByAnother() throws Exception {
    SharedEventLog a = node("a");
    SharedEventLog b = node("b");
    Writer dead = a.write(session, "r");
    tell(dead, 1, 1);
    a.settle(PATIENCE);
    Reader reader = b.read(session, 1);
    assertEquals(List.of(), b.cutOff(session.id()));

    leases.bury("a");
    assertEquals(List.of("r"), b.cutOff(session.id()));
    try (Writer end = b.takeOver(session, "r").orElseThrow()) {
      end.append(TurnEvent.Finished.stop(TokenState.UNKNOWN));
    }
    b.settle(PATIENCE);
    assertEquals(Optional.empty(), node("c").takeOver(session, "r"));
    tell(dead, 2, 2);
    a.settle(PATIENCE);

    assertEquals(List.of(), b.cutOff(session.id()));
    assertEquals(range(2, 2), numbers(reader, 1));
    assertNull(reader.next(Duration.ofMillis(1)).event());
  }

  @Test
  void aSessionThatIsDeletedOnAnotherNodeIsQuiet() throws Exception {
    SharedEventLog a = node("a");
    SharedEventLog b = node("b");
    Writer writer = a.write(session, "r");
    tell(writer, 1, 1);
    a.settle(PATIENCE);
    Reader reader = b.read(session, 1);

    a.forget(session.id());

    Eventually.holds(reader::isQuiet);
    assertFalse(b.isKnown(session.id()));
    assertNull(reader.next(Duration.ofMillis(1)).event());
  }

  /// As after a long conversation that was cut off: nobody waits in silence for the next word.
  @Test
  void whoFollowsAnywhereIsToldThatALogStartsOver() throws Exception {
    SharedEventLog a = node("a");
    SharedEventLog b = node("b");
    try (Writer writer = a.write(session, "r")) {
      tell(writer, 1, 2);
      Reader here = a.read(session, 0);
      Reader there = b.read(session, 0);
      assertEquals(range(1, 2), numbers(here, 2));
      assertEquals(range(1, 2), numbers(there, 2));

      a.startOver(session.id());
      writer.append(TurnEvent.Finished.stop(TokenState.UNKNOWN));

      for (Reader reader : List.of(here, there)) {
        SessionEventLogContract.assertHasMissed(reader);
      }
      assertTrue(b.read(session, 2).hasMissed());
      assertEquals(1, numbers(b.read(session, 0), 1).size());
    }
  }

  private static void assertIsOver(Reader reader) throws InterruptedException {
    Next next = reader.next(PATIENCE);
    assertNull(next.event());
    assertTrue(next.isOver());
  }

  /// Numbers that a reader knows are given again.
  @Test
  void whoReadAheadOfARestoredDatabaseStartsOver() throws Exception {
    SharedEventLog a = node("a");
    SharedEventLog b = node("b");
    Reader ahead = b.read(session, 0);
    try (Writer writer = a.write(session, "r")) {
      tell(writer, 1, 3);
      assertEquals(range(1, 3), numbers(ahead, 3));
    }
    Eventually.holds(ahead::isQuiet);

    rows.clear();
    try (Writer writer = a.write(session, "s")) {
      tell(writer, 1, 1);

      assertIsOver(ahead);
      assertEquals(range(1, 1), numbers(b.read(session, 0), 1));
    }
  }

  @Test
  void whoReadsARestoredDatabaseHearsWhatFollows() throws Exception {
    SharedEventLog a = node("a");
    SharedEventLog b = node("b");
    Reader before = b.read(session, 0);

    rows.clear();
    Reader after = b.read(session, 0);
    try (Writer writer = a.write(session, "s")) {
      tell(writer, 1, 1);

      assertEquals(range(1, 1), numbers(after, 1));
      assertIsOver(before);
    }
  }

  /// Its own events are refused, and its readers hear it to its end all the same.
  @Test
  void aTurnThatARestoredDatabaseDoesNotKnowEndsForItsReaders() throws Exception {
    SharedEventLog a = node("a");
    Reader reader = a.read(session, 0);
    Writer writer = a.write(session, "r");
    tell(writer, 1, 1);
    assertEquals(range(1, 1), numbers(reader, 1));

    rows.clear();
    tell(writer, 2, 2);
    Eventually.holds(() -> !a.isKnown(session.id()));
    writer.append(TurnEvent.Finished.stop(TokenState.UNKNOWN));
    writer.close();

    Next next = reader.next(PATIENCE);
    while (next.event() != null && !(next.event().event() instanceof TurnEvent.Finished)) {
      next = reader.next(PATIENCE);
    }
    assertTrue(next.event() != null, "the end");
    Eventually.holds(reader::isQuiet);
  }
}
