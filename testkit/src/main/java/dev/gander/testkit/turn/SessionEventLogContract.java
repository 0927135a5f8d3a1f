package dev.gander.testkit.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.SessionEventLog.Writer;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemorySessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of every [SessionEventLog].
@Timeout(60)
public interface SessionEventLogContract {
  Duration PATIENCE = Duration.ofSeconds(30);
  Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  /// A server's stores and clock, which outlive it.
  record Stores(SessionStore sessions, ConversationStore conversations, SettableClock clock) {
    public static Stores create() {
      SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
      InMemorySessionStore sessions = new InMemorySessionStore(clock);
      return new Stores(sessions, new InMemoryConversationStore(sessions, new FixedIds()), clock);
    }

    /// A new session without messages.
    public Session session() {
      return sessions.create(SessionDetails.of("n", "/w", GooseMode.AUTO));
    }

    /// The session with one more message.
    public Session said(Session session) {
      conversations.append(session.id(), List.of(Message.user("m", 1, new Content.Text("hi"))));
      return sessions.get(session.id());
    }
  }

  /// The log of a server that has just started.
  SessionEventLog log(Stores stores);

  private static TurnEvent event(String text) {
    return TurnEvent.Failed.because(text);
  }

  private static String text(Published event) {
    return event.requestId() + ":" + ((TurnEvent.Failed) event.event()).text();
  }

  private static Published pull(Reader reader) throws InterruptedException {
    Published event = reader.next(PATIENCE).event();
    assertNotNull(event);
    return event;
  }

  /// What comes next is not kept any more.
  static void assertHasMissed(Reader reader) throws InterruptedException {
    Next next = reader.next(PATIENCE);
    assertNull(next.event());
    assertTrue(next.newest() > next.before());
  }

  /// All remaining events.
  private static List<String> rest(Reader reader) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    for (Next next = reader.next(Duration.ZERO);
        next.event() != null;
        next = reader.next(Duration.ZERO)) {
      texts.add(text(next.event()));
    }
    return texts;
  }

  private static void append(Writer writer, int from, int to) {
    for (int i = from; i <= to; i++) {
      writer.append(event("e" + i));
    }
  }

  @Test
  default void eventsOfAllTurnsAreNumberedInTheirOrder() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Writer a = log.write(session, "a");
        Writer b = log.write(session, "b")) {
      a.append(event("1"));
      b.append(event("2"));
      a.append(event("3"));

      Reader reader = log.read(session, 0);
      for (long number = 1; number <= 3; number++) {
        Next next = reader.next(PATIENCE);
        assertEquals(number, next.event() == null ? 0 : next.event().sequence());
        assertEquals(number - 1, next.before());
        assertEquals(3, next.newest());
        assertFalse(next.isOver());
      }
      assertEquals(List.of("a:1", "b:2", "a:3"), rest(log.read(session, 0)));
    }
  }

  private static TurnEvent words(String id, String text) {
    return new TurnEvent.MessageArrived(
        Message.assistant(id, 1, new Content.Text(text)), TokenState.UNKNOWN);
  }

  /// The remaining events as `number:text`.
  private static List<String> spoken(Reader reader) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    for (Next next = reader.next(Duration.ZERO);
        next.event() != null;
        next = reader.next(Duration.ZERO)) {
      String text =
          next.event().event() instanceof TurnEvent.MessageArrived(Message message, var _)
              ? message.text()
              : text(next.event());
      texts.add(next.event().sequence() + ":" + text);
    }
    return texts;
  }

  @Test
  default void whoJoinsARunningTurnHearsInBriefWhatItHasTold() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores)) {
      try (Writer before = log.write(session, "a")) {
        before.append(event("of a turn that is over"));
      }
      Writer writer = log.write(session, "b");
      writer.append(words("m1", "one "));
      writer.append(words("m1", "two"));
      writer.append(event("e"));
      writer.append(words("m1", "!"));
      writer.append(words("m2", "three"));

      Reader joined = log.join(session);
      writer.append(words("m2", " four"));

      assertFalse(joined.hasMissed());
      assertEquals(List.of("3:one two", "4:b:e", "5:!", "6:three", "7: four"), spoken(joined));
      writer.close();
      assertEquals(List.of(), spoken(log.join(session)));
      assertTrue(joined.isQuiet());
    }
  }

  @Test
  default void whoJoinsMissesNothingHoweverSlow() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    int many = 3 * SessionEventLog.KEPT;
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      append(writer, 1, many);
      Reader joined = log.join(session);
      append(writer, many + 1, 2 * many);

      List<String> all = rest(joined);

      assertEquals(2 * many, all.size());
      assertEquals("r:e1", all.getFirst());
      assertEquals("r:e" + 2 * many, all.getLast());
      joined.close();
    }
  }

  @Test
  default void whoJoinsBetweenTurnsHearsTheNextOneAndTheEnd() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    SessionEventLog log = log(stores);
    Writer first = log.write(session, "a");
    append(first, 1, 2);
    first.close();
    Reader joined = log.join(session);
    assertNull(joined.next(Duration.ZERO).event());

    Writer second = log.write(session, "b");
    append(second, 3, 3);
    second.close();

    assertEquals(List.of("b:e3"), rest(joined));
    log.close();
    assertTrue(joined.next(PATIENCE).isOver());
  }

  @Test
  default void eachSessionHasNumbersOfItsOwn() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Writer one = log.write(stores.session(), "a");
        Writer other = log.write(session, "b")) {
      one.append(event("1"));
      other.append(event("2"));

      assertEquals(1, pull(log.read(session, 0)).sequence());
    }
  }

  @Test
  default void aReaderGetsWhatFollowsTheEventItNames() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      append(writer, 1, 5);

      Reader reader = log.read(session, 3);

      assertFalse(reader.hasMissed());
      assertEquals(5, reader.newestAtStart());
      assertEquals(List.of("r:e4", "r:e5"), rest(reader));
      assertEquals(List.of(), rest(log.read(session, 5)));
    }
  }

  @Test
  default void theOldestGoWhenThereAreTooMany() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      append(writer, 1, SessionEventLog.KEPT + 2);

      assertEquals(3, pull(log.read(session, 0)).sequence());
      assertFalse(log.read(session, 0).hasMissed());
      assertTrue(log.read(session, 1).hasMissed());
      assertFalse(log.read(session, 3).hasMissed());
      assertEquals(SessionEventLog.KEPT, rest(log.read(session, 0)).size());
    }
  }

  @Test
  default void aSlowReaderIsToldThatItFellBehind() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      append(writer, 1, 1);
      Reader reader = log.read(session, 0);
      pull(reader);
      append(writer, 2, SessionEventLog.KEPT + 2);

      Next next = reader.next(PATIENCE);

      assertNull(next.event());
      assertEquals(1, next.before());
      assertEquals(SessionEventLog.KEPT + 2, next.newest());
      assertFalse(next.isOver());
    }
  }

  @Test
  default void aNumberThatWasNeverGivenMeansTheNextEvent() throws Exception {
    Stores stores = Stores.create();
    for (long never : new long[] {4, 1_000_000, Long.MAX_VALUE, -1}) {
      Session session = stores.session();
      try (SessionEventLog log = log(stores);
          Writer writer = log.write(session, "r")) {
        append(writer, 1, 3);

        Reader reader = log.read(session, never);
        assertFalse(reader.hasMissed());
        assertEquals(List.of(), rest(reader));
        append(writer, 4, 4);

        assertEquals("r:e4", text(pull(reader)), "after " + never);
      }
    }
  }

  @Test
  default void aReaderWaitsForTheNextEvent() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Reader reader = log.read(session, 0)) {
      assertNull(reader.next(Duration.ofMillis(5)).event());
      FutureTask<Published> next = new FutureTask<>(() -> pull(reader));
      Thread.ofVirtual().start(next);

      try (Writer writer = log.write(session, "r")) {
        append(writer, 1, 1);
      }

      assertEquals("r:e1", text(next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)));
    }
  }

  @Test
  default void whoWaitsHearsWhatComesTogether() throws Exception {
    assertIsHeard(1, Writer::flush);
    assertIsHeard(1, writer -> writer.gather(false));
    assertIsHeard(1, writer -> writer.gather(true));
    assertIsHeard(1, Writer::close);
    assertIsHeard(SessionEventLog.KEPT / 2, _ -> {});
  }

  /// @param end after which a reader that waits hears of the events
  private void assertIsHeard(int events, Consumer<Writer> end) throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Reader reader = log.read(session, 0);
        Writer writer = log.write(session, "r")) {
      // Far longer than the test waits.
      FutureTask<Next> next = new FutureTask<>(() -> reader.next(Duration.ofHours(1)));
      Thread waiting = Thread.ofPlatform().daemon().start(next);
      Eventually.holds(() -> WAITING.contains(waiting.getState()));

      writer.gather(true);
      append(writer, 1, events);
      end.accept(writer);

      Published first = next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).event();
      assertNotNull(first);
      assertEquals("r:e1", text(first));
      assertEquals(events - 1, rest(reader).size());
    }
  }

  @Test
  default void anInterruptLosesNoEvent() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Reader reader = log.read(session, 0);
        Writer writer = log.write(session, "r")) {
      append(writer, 1, 1);

      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> reader.next(PATIENCE));

      assertEquals("r:e1", text(pull(reader)));
    }
  }

  @Test
  default void readersAreQuietWhenNobodyWrites() throws InterruptedException {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Reader reader = log.read(session, 0)) {
      assertTrue(reader.isQuiet());
      Writer writer = log.write(session, "r");
      Writer another = log.write(session, "s");
      assertFalse(reader.isQuiet());
      writer.close();
      writer.close();
      assertFalse(reader.isQuiet());
      another.close();
      Eventually.holds(reader::isQuiet);
    }
  }

  @Test
  default void readersOfAForgottenLogGetItsLastEventsAndThenSilenceUntilTheClose()
      throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    SessionEventLog log = log(stores);
    Reader reader = log.read(session, 0);
    Writer writer = log.write(session, "r");
    append(writer, 1, 1);

    log.forget(session.id());
    pull(reader);
    append(writer, 2, 2);
    writer.close();

    assertEquals("r:e2", text(pull(reader)));
    assertFalse(log.isKnown(session.id()));
    assertTrue(reader.isQuiet());
    Next silence = reader.next(Duration.ofMillis(1));
    assertNull(silence.event());
    assertFalse(silence.isOver());
    log.close();
    assertTrue(reader.next(PATIENCE).isOver());
  }

  @Test
  default void whoFollowsALogThatStartsOverHasMissedSomething() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      append(writer, 1, 2);
      Reader reader = log.read(session, 0);
      pull(reader);
      long last = pull(reader).sequence();

      log.startOver(session.id());
      append(writer, 3, 3);

      assertHasMissed(reader);
      assertTrue(log.read(session, last).hasMissed());
      Reader anew = log.read(session, 0);
      Published next = pull(anew);
      assertEquals("r:e3", text(next));
      assertTrue(next.sequence() > last + 1);
      assertFalse(log.read(session, next.sequence()).hasMissed());
    }
  }

  @Test
  default void aTurnOfARunningServerIsNotCutOff() {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores);
        Writer _ = log.write(session, "r")) {
      assertEquals(List.of(), log.cutOff(session.id()));
      assertEquals(List.of(), log.cutOff(stores.session().id()));
    }
  }

  @Test
  default void forgettingAnUnknownLogDoesNothing() {
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores)) {
      log.forget(session.id());
      log.forgetUnread(session.id());
      log.startOver(session.id());

      assertFalse(log.isKnown(session.id()));
    }
  }

  @Test
  default void aReaderThatWaitsIsWokenByTheEnd() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    SessionEventLog log = log(stores);
    Reader reader = log.read(session, 0);
    FutureTask<Next> next = new FutureTask<>(() -> reader.next(PATIENCE));
    Thread.ofVirtual().start(next);

    log.close();

    assertTrue(next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isOver());
  }

  @Test
  default void whatIsOpenedAfterTheCloseEndsAtOnce() throws Exception {
    Stores stores = Stores.create();
    SessionEventLog log = log(stores);
    log.close();

    Reader reader = log.read(stores.session(), 0);

    assertTrue(reader.next(PATIENCE).isOver());
    log.close();
  }

  @Test
  default void eventsThatNobodyHasEverReadCanBeForgotten() throws Exception {
    Stores stores = Stores.create();
    Session unread = stores.session();
    Session wasRead = stores.session();
    Session isWritten = stores.session();
    try (SessionEventLog log = log(stores);
        Writer open = log.write(isWritten, "r")) {
      log.read(wasRead, 0).close();
      for (Session session : List.of(unread, wasRead)) {
        try (Writer writer = log.write(session, "r")) {
          append(writer, 1, 1);
        }
      }
      append(open, 1, 1);

      Stream.of(unread, wasRead, isWritten).map(Session::id).forEach(log::forgetUnread);

      assertFalse(log.isKnown(unread.id()));
      assertEquals(List.of("r:e1"), rest(log.read(wasRead, 0)));
      assertEquals(List.of("r:e1"), rest(log.read(isWritten, 0)));
    }
  }

  @Test
  default void numbersGrowAcrossRestartsAndStayExactAsFloatingPoint() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.session();
    long last = 0;
    for (int server = 0; server < 4; server++) {
      try (SessionEventLog log = log(stores);
          Writer writer = log.write(session, "r")) {
        writer.append(event("a"));
        writer.append(event("b"));

        Reader reader = log.read(session, 0);
        long first = pull(reader).sequence();
        assertTrue(first > last);
        last = pull(reader).sequence();
        assertEquals(first + 1, last);
        assertTrue(last < 1L << 53);
      }
      session = stores.said(session);
      stores.clock().advance(Duration.ofSeconds(1));
    }
  }

  @Test
  default void aClientOfAnEarlierServerIsToldThatItMissedSomething() throws Exception {
    Stores stores = Stores.create();
    Session session = stores.said(stores.session());
    long last;
    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      writer.append(event("a"));
      last = pull(log.read(session, 0)).sequence();
    }
    stores.clock().advance(Duration.ofHours(1));

    try (SessionEventLog log = log(stores);
        Writer writer = log.write(session, "r")) {
      writer.append(event("b"));

      assertTrue(log.read(session, last).hasMissed());
      assertFalse(log.read(session, 0).hasMissed());
    }
  }
}
