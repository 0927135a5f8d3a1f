package dev.gander.application.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.SessionEventLog.Writer;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.turn.InMemoryEventJournal;
import dev.gander.testkit.turn.InMemoryEventJournal.Disk;
import dev.gander.testkit.turn.SessionEventLogContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A log with a journal keeps its contract, and then some.
class JournaledEventLogTest implements SessionEventLogContract {
  private static final Duration LONG = InProcessEventLog.KEPT_IDLE.plusSeconds(1);

  private final Stores stores = Stores.create();
  private final Disk disk = new Disk();
  private Session session = stores.session();

  @Override
  public SessionEventLog log(Stores stores) {
    return new InProcessEventLog(new InMemoryEventJournal(disk), stores.clock());
  }

  private SessionEventLog restarted() {
    stores.clock().advance(Duration.ofSeconds(1));
    return log(stores);
  }

  private static void append(Writer writer, int count) {
    for (int i = 0; i < count; i++) {
      writer.append(TurnEvent.Failed.because("no"));
    }
  }

  private static void arrive(Writer writer, Content content) {
    Message message = Message.assistant("m", 1, content);
    writer.append(new TurnEvent.MessageArrived(message, TokenState.UNKNOWN));
  }

  /// The numbers of all events up to now.
  private static List<Long> numbers(Reader reader) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    for (Next next = reader.next(Duration.ZERO);
        next.event() != null;
        next = reader.next(Duration.ZERO)) {
      assertTrue(next.before() < next.event().sequence());
      numbers.add(next.event().sequence());
      assertTrue(next.newest() >= next.event().sequence());
    }
    return numbers;
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /// A client that was connected is not told to reload.
  @Override
  @Test
  public void theOldestGoWhenThereAreTooMany() throws Exception {
    int many = SessionEventLog.KEPT + 2;
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      append(writer, many);

      assertEquals(range(3, many), numbers(log.read(session, 0)));
      for (long received : new long[] {1, 2, 3, many - 1, many}) {
        Reader reader = log.read(session, received);
        assertFalse(reader.hasMissed());
        assertEquals(many, reader.newestAtStart());
        assertEquals(range(received + 1, many), numbers(reader));
      }
    }
  }

  /// It gets the rest, once, and then what is new.
  @Override
  @Test
  public void aClientOfAnEarlierServerIsToldThatItMissedSomething() throws Exception {
    try (Writer writer = log(stores).write(session, "r")) {
      append(writer, 10);
    }
    SessionEventLog log = restarted();

    for (long received = 1; received <= 10; received++) {
      assertEquals(range(received + 1, 10), numbers(log.read(session, received)));
    }
    Reader reader = log.read(session, 4);
    try (Writer writer = log.write(session, "s")) {
      append(writer, 2);
    }
    List<Long> all = numbers(reader);
    assertEquals(range(5, 10), all.subList(0, 6));
    assertEquals(8, all.size());
    assertTrue(all.get(6) > 1_000_000);
    assertEquals(all.get(6) + 1, all.get(7));
    for (int i = 0; i < all.size(); i++) {
      assertEquals(all.subList(i + 1, all.size()), numbers(log.read(session, all.get(i))));
    }
    assertEquals(all, numbers(restarted().read(session, 4)));
  }

  @Test
  void numbersGoOnAlsoIfTheClockWasSetBackOrTheSessionHasNoMessages() throws Exception {
    try (Writer writer = log(stores).write(session, "r")) {
      append(writer, 3);
    }
    SessionEventLog second = restarted();
    try (Writer writer = second.write(session, "s")) {
      append(writer, 1);
    }
    long newest = numbers(second.read(session, 3)).getLast();
    stores.clock().advance(Duration.ofHours(-2));

    SessionEventLog third = log(stores);
    try (Writer writer = third.write(session, "t")) {
      append(writer, 1);
    }

    assertEquals(List.of(newest + 1), numbers(third.read(session, newest)));
  }

  @Test
  void whatWasDroppedFromMemoryComesFromTheJournal() throws Exception {
    SessionEventLog log = log(stores);
    try (Writer writer = log.write(session, "r")) {
      append(writer, 3);
    }
    stores.clock().advance(LONG);
    log.read(stores.session(), 0).close();
    assertFalse(log.isKnown(session.id()));

    assertEquals(List.of(2L, 3L), numbers(log.read(session, 1)));
    assertEquals(List.of(), numbers(log.read(session, 0)));
  }

  @Test
  void aFullDiskIsToldToThoseWhoComeBackAndToNobodyElse() throws Exception {
    SessionEventLog log = log(stores);
    Reader live = log.read(session, 0);
    try (Writer writer = log.write(session, "r")) {
      append(writer, 3);
      disk.setFull(true);
      append(writer, 3);
    }
    assertEquals(range(1, 6), numbers(live));
    assertEquals(range(5, 6), numbers(log.read(session, 4)));

    session = stores.said(session);
    assertTrue(restarted().read(session, 4).hasMissed());
  }

  @Test
  void numbersThatNobodyGaveMeanWhatTheyMeantBefore() throws Exception {
    try (Writer writer = log(stores).write(session, "r")) {
      append(writer, 3);
    }
    SessionEventLog log = restarted();
    for (long never : new long[] {Long.MAX_VALUE, -1, 1L << 53}) {
      Reader reader = log.read(session, never);
      assertFalse(reader.hasMissed());
      assertNull(reader.next(Duration.ZERO).event());
    }
    assertTrue(log.read(session, (1L << 53) - 1).hasMissed());
  }

  @Test
  void anInterruptLosesNoKeptEvent() throws Exception {
    try (Writer writer = log(stores).write(session, "r")) {
      append(writer, 3);
    }
    Reader reader = restarted().read(session, 1);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> reader.next(Duration.ZERO));

    assertEquals(List.of(2L, 3L), numbers(reader));
    reader.close();
    reader.close();
  }

  @Test
  void onlyWhatAKilledServerLeftIsCutOff() {
    SessionEventLog killed = log(stores);
    killed.write(session, "r");
    assertEquals(List.of(), killed.cutOff(session.id()));
    assertEquals(Optional.empty(), killed.takeOver(session, "r"));

    SessionEventLog log = restarted();
    assertEquals(List.of("r"), log.cutOff(session.id()));
    assertEquals(Optional.empty(), log.takeOver(session, "q"));
    log.takeOver(session, "r").orElseThrow().close();

    assertEquals(List.of(), log.cutOff(session.id()));
    assertEquals(Optional.empty(), log.takeOver(session, "r"));
  }

  @Test
  void nothingIsLeftOfASessionThatIsForgotten() {
    SessionEventLog log = log(stores);
    log.write(session, "r").close();
    log.forget(session.id());

    assertEquals(List.of(), restarted().cutOff(session.id()));
    session = stores.said(session);
    assertTrue(restarted().read(session, 1).hasMissed());
  }

  /// Its server may die before it notices that nothing follows.
  @Test
  void aTurnWhoseEndWasSeenIsNotCutOff() {
    Writer killed = log(stores).write(session, "r");
    append(killed, 1);
    killed.append(
        new TurnEvent.Finished("stop", TokenState.UNKNOWN, TurnEvent.Finished.Ending.DONE));

    assertEquals(List.of(), restarted().cutOff(session.id()));
  }

  /// A turn whose user is asked about a call goes on after a restart, with its result.
  @Test
  void aCallThatWasSeenIsKeptWithAllBeforeIt() throws Exception {
    disk.setSlow(true);
    Writer killed = log(stores).write(session, "r");
    ToolCall ls = new ToolCall("ls", JsonObject.EMPTY);
    arrive(killed, new Content.Text("let me see"));
    arrive(killed, new Content.ToolRequest("c", Outcome.success(ls)));
    arrive(killed, new Content.Text("lost"));

    assertEquals(range(2, 2), numbers(restarted().read(session, 1)));
  }
}
