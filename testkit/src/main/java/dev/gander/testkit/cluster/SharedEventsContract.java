package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.OpenTurn;
import dev.gander.domain.cluster.SharedEvents.State;
import dev.gander.domain.cluster.SharedEvents.Told;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of every [SharedEvents].
@Timeout(60)
public interface SharedEventsContract {
  SessionId ONE = new SessionId("20260101_1");
  SessionId OTHER = new SessionId("20260101_2");

  /// What is known of an unknown session.
  State NOTHING = new State(0, List.of(), List.of());

  /// The events of a node of the one cluster of this test. Without events at first.
  SharedEvents events(String node);

  /// The leases of the same node.
  LeaseTable leases(String node);

  /// Lets a node be dead.
  void bury(String node);

  private static RunningTurn turn(String requestId) {
    return new RunningTurn(requestId, Message.user("m", 1, new Content.Text("hi \0")));
  }

  private static Told told(SessionId session, long turn, long place, @Nullable Fence fence) {
    return new Told(session, turn, place, fence, TurnEvent.Failed.because("e" + place));
  }

  private static Told told(SessionId session, long turn, long place) {
    return told(session, turn, place, null);
  }

  private static List<Long> numbers(State state) {
    return state.events().stream().map(heard -> heard.event().sequence()).toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  default void eventsOfASessionAreNumberedOverAllNodes() {
    SharedEvents a = events("a");
    SharedEvents b = events("b");
    long one = a.begin(ONE, true, turn("r"));
    long two = b.begin(ONE, true, turn("s"));
    long three = b.begin(OTHER, true, turn("r"));

    assertEquals(List.of(1L, 2L), a.append(List.of(told(ONE, one, 1), told(ONE, one, 2))));
    assertEquals(
        List.of(3L, 1L, 4L),
        b.append(List.of(told(ONE, two, 1), told(OTHER, three, 1), told(ONE, two, 2))));

    assertEquals(range(1, 4), numbers(a.listen(ONE, true, 10)));
    assertEquals(
        List.of("r", "r", "s", "s"),
        a.listen(ONE, true, 10).events().stream().map(heard -> heard.event().requestId()).toList());
  }

  @Test
  default void whatIsToldComesBackAsItWas() {
    SharedEvents a = events("a");
    long turn = a.begin(ONE, true, turn("r \0\"ü"));
    List<TurnEvent> events =
        List.of(
            new TurnEvent.MessageArrived(
                Message.assistant("m", 1, new Content.Text("\0 NUL \0 \"")), TokenState.UNKNOWN),
            new TurnEvent.Worked("c", new ShownWork.Begun(ShownWork.Kind.EDIT, "/f", null)),
            new TurnEvent.Worked("c", new ShownWork.Changed("/f", null, "new")),
            new TurnEvent.Worked("c", new ShownWork.InTerminal("t")),
            new TurnEvent.ModelChanged("m", "lead"),
            TurnEvent.Finished.stop(TokenState.UNKNOWN));
    List<Told> all = new ArrayList<>();
    events.forEach(event -> all.add(new Told(ONE, turn, all.size() + 1, null, event)));

    a.append(all);

    State heard = events("b").listen(ONE, true, 10);
    assertEquals(events, heard.events().stream().map(it -> it.event().event()).toList());
    assertEquals("r \0\"ü", heard.events().getFirst().event().requestId());
    assertEquals(turn("r \0\"ü"), heard.open().getFirst().turn());
  }

  @Test
  default void whatWasAppendedBeforeIsRefused() {
    SharedEvents a = events("a");
    long turn = a.begin(ONE, true, turn("r"));
    a.append(List.of(told(ONE, turn, 1), told(ONE, turn, 2)));

    assertEquals(
        List.of(0L, 0L, 3L),
        a.append(List.of(told(ONE, turn, 1), told(ONE, turn, 2), told(ONE, turn, 3))));
  }

  @Test
  default void aTurnTellsNothingAfterItsEnd() {
    SharedEvents a = events("a");
    long turn = a.begin(ONE, true, turn("r"));
    a.append(List.of(told(ONE, turn, 1)));
    a.end(List.of(turn, turn + 1000));

    assertEquals(List.of(0L), a.append(List.of(told(ONE, turn, 2))));
    assertEquals(List.of(), a.open(ONE));
  }

  @Test
  default void aFenceThatIsOldIsRefused() {
    SharedEvents a = events("a");
    long turn = a.begin(ONE, true, turn("r"));
    Fence fence = leases("a").claim(ONE, Duration.ofMinutes(1)).orElseThrow();

    assertEquals(List.of(1L), a.append(List.of(told(ONE, turn, 1, fence))));
    leases("b").seize(ONE, Duration.ofMinutes(1));

    assertEquals(List.of(0L, 2L), a.append(List.of(told(ONE, turn, 2, fence), told(ONE, turn, 3))));
  }

  @Test
  default void turnsAreOpenInTheirOrderUntilTheyEnd() {
    SharedEvents a = events("a");
    SharedEvents b = events("b");
    long one = a.begin(ONE, true, turn("r"));
    a.append(List.of(told(ONE, one, 1)));
    long two = b.begin(ONE, true, turn("s"));

    List<OpenTurn> open = b.open(ONE);
    assertEquals(List.of("r", "s"), open.stream().map(OpenTurn::requestId).toList());
    assertEquals(List.of("a", "b"), open.stream().map(OpenTurn::node).toList());
    assertEquals(List.of(0L, 1L), open.stream().map(OpenTurn::after).toList());
    assertTrue(open.stream().allMatch(OpenTurn::isActive));

    b.deactivate(List.of(one));
    b.append(List.of(new Told(ONE, two, 1, null, TurnEvent.Finished.stop(TokenState.UNKNOWN))));
    assertTrue(a.open(ONE).stream().noneMatch(OpenTurn::isActive));
    assertEquals(2, a.open(ONE).size());
    a.end(List.of(one, two));
    assertEquals(List.of(), a.open(ONE));
  }

  @Test
  default void theTurnOfADeadNodeIsCutOffUntilAnotherNodeEndsIt() {
    SharedEvents a = events("a");
    SharedEvents b = events("b");
    long dead = a.begin(ONE, true, turn("r"));
    assertFalse(b.open(ONE).getFirst().isCutOff());
    assertEquals(Map.of(), b.cutOff());
    bury("a");
    assertTrue(b.open(ONE).getFirst().isCutOff());
    assertEquals(Map.of(dead, ONE), b.cutOff());
    assertEquals(Map.of(), a.cutOff());

    long end = b.begin(ONE, true, turn("r"));

    assertEquals(List.of(end), b.open(ONE).stream().map(OpenTurn::number).toList());
    assertEquals(List.of(0L), a.append(List.of(told(ONE, dead, 1))));
  }

  @Test
  default void theTurnOfADeadNodeIsTakenOverOnce() {
    SharedEvents a = events("a");
    SharedEvents b = events("b");
    SharedEvents c = events("c");
    long dead = a.begin(ONE, true, turn("r"));
    long other = a.begin(ONE, true, turn("s"));
    a.append(List.of(told(ONE, dead, 1)));
    long living = c.begin(OTHER, true, turn("r"));
    assertEquals(Optional.empty(), b.takeOver(ONE, "r"));
    bury("a");

    long end = b.takeOver(ONE, "r").orElseThrow();

    assertEquals(Optional.empty(), c.takeOver(ONE, "r"));
    assertEquals(Optional.empty(), b.takeOver(ONE, "r"));
    assertEquals(Optional.empty(), b.takeOver(ONE, "q"));
    assertEquals(Optional.empty(), b.takeOver(OTHER, "r"));
    assertEquals(Optional.empty(), b.takeOver(new SessionId("unknown"), "r"));
    List<OpenTurn> open = c.open(ONE);
    assertEquals(List.of(other, end), open.stream().map(OpenTurn::number).toList());
    assertEquals(turn("r"), open.getLast().turn());
    assertEquals("b", open.getLast().node());
    assertEquals(List.of(0L), a.append(List.of(told(ONE, dead, 2))));
    assertEquals(List.of(2L), b.append(List.of(told(ONE, end, 1))));
    assertEquals(List.of(living), c.open(OTHER).stream().map(OpenTurn::number).toList());
  }

  /// A client that got no answer asks another node for the same turn.
  @Test
  default void whatSeveralDeadNodesHaveLeftOfATurnIsTakenOverAtOnce() {
    events("a").begin(ONE, true, turn("r"));
    events("b").begin(ONE, true, turn("r"));
    bury("a");
    bury("b");
    SharedEvents c = events("c");

    long end = c.takeOver(ONE, "r").orElseThrow();

    assertEquals(List.of(end), c.open(ONE).stream().map(OpenTurn::number).toList());
  }

  @Test
  default void ofSeveralNodesOneTakesATurnOver() throws Exception {
    for (int round = 0; round < 20; round++) {
      String request = "r" + round;
      events("a").begin(ONE, true, turn(request));
      bury("a");
      List<Callable<Boolean>> takers =
          Stream.of("b", "c", "d")
              .map(this::events)
              .<Callable<Boolean>>map(it -> () -> it.takeOver(ONE, request).isPresent())
              .toList();
      int taken = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Boolean> taker : threads.invokeAll(takers)) {
          taken += taker.get() ? 1 : 0;
        }
      }
      assertEquals(1, taken);
    }
  }

  @Test
  default void whoListensGetsTheNewestAndAllOfOpenTurns() {
    SharedEvents a = events("a");
    long past = a.begin(ONE, true, turn("q"));
    a.append(LongStream.rangeClosed(1, 20).mapToObj(i -> told(ONE, past, i)).toList());
    a.end(List.of(past));
    assertEquals(range(16, 20), numbers(a.listen(ONE, true, 5)));

    long open = a.begin(ONE, true, turn("r"));
    a.append(LongStream.rangeClosed(1, 20).mapToObj(i -> told(ONE, open, i)).toList());

    State state = events("b").listen(ONE, true, 5);
    assertEquals(range(21, 40), numbers(state));
    assertEquals(40, state.newest());
    assertTrue(state.events().stream().allMatch(heard -> heard.turn() == open));
  }

  @Test
  default void newsIsWhatFollows() {
    SharedEvents a = events("a");
    SharedEvents b = events("b");
    long one = a.begin(ONE, true, turn("r"));
    long other = a.begin(OTHER, true, turn("r"));
    a.append(List.of(told(ONE, one, 1), told(OTHER, other, 1), told(ONE, one, 2)));

    Map<SessionId, State> news =
        b.news(Map.of(ONE, 1L, OTHER, 1L, new SessionId("20260101_3"), 0L));

    assertEquals(2, news.size());
    assertEquals(List.of(2L), numbers(news.getOrDefault(ONE, NOTHING)));
    assertEquals(List.of(), numbers(news.getOrDefault(OTHER, NOTHING)));
    assertEquals(1, news.getOrDefault(OTHER, NOTHING).open().size());
  }

  @Test
  default void othersAreToldThatThereIsNews() throws InterruptedException {
    SharedEvents a = events("a");
    List<Optional<SessionId>> news = new CopyOnWriteArrayList<>();
    SharedEvents b = events("b");
    b.onNews(news::add);
    var _ = b.listen(ONE, true, 10);

    long turn = a.begin(ONE, true, turn("r"));
    Eventually.holds(() -> !news.isEmpty());
    news.clear();
    a.append(List.of(told(ONE, turn, 1)));
    Eventually.holds(() -> !news.isEmpty());
    news.clear();
    a.end(List.of(turn));
    Eventually.holds(() -> !news.isEmpty());
    news.clear();
    a.forget(ONE);
    Eventually.holds(() -> !news.isEmpty());
  }

  @Test
  default void keptEventsAreReadFromAnyPlace() {
    SharedEvents a = events("a");
    long turn = a.begin(ONE, true, turn("r"));
    a.append(LongStream.rangeClosed(1, 1200).mapToObj(i -> told(ONE, turn, i)).toList());

    List<Long> read = new ArrayList<>();
    try (EventJournal.Reading reading = events("b").read(ONE, 3)) {
      for (var next = reading.next(); next.isPresent(); next = reading.next()) {
        read.add(next.get().sequence());
      }
    }

    assertEquals(range(4, 1200), read);
    assertEquals(Optional.of(1L), a.oldest(ONE));
    assertEquals(Optional.empty(), a.oldest(OTHER));
  }

  @Test
  default void aSessionThatHadMessagesHasNumbersThatItHasNeverHad() {
    SharedEvents a = events("a");
    long first = a.begin(ONE, false, turn("r"));
    long number = a.append(List.of(told(ONE, first, 1))).getFirst();
    a.forget(ONE);

    long second = a.begin(ONE, false, turn("r"));

    assertTrue(number > 1_000_000);
    assertTrue(a.append(List.of(told(ONE, second, 1))).getFirst() > number);
  }

  @Test
  default void whatIsForgottenIsGone() {
    SharedEvents a = events("a");
    long turn = a.begin(ONE, true, turn("r"));
    a.append(List.of(told(ONE, turn, 1)));
    assertTrue(a.isKnown(ONE));

    a.forget(ONE);
    a.forget(OTHER);

    assertFalse(a.isKnown(ONE));
    assertEquals(List.of(0L), a.append(List.of(told(ONE, turn, 2))));
    assertEquals(Map.of(), a.news(Map.of(ONE, 0L)));
  }

  @Test
  default void whatStartsOverHasNoEventsAndLeavesOutNumbers() {
    SharedEvents a = events("a");
    long one = a.begin(ONE, true, turn("r"));
    long other = a.begin(OTHER, true, turn("r"));
    a.append(List.of(told(ONE, one, 1), told(ONE, one, 2), told(OTHER, other, 1)));

    a.startOver(ONE);
    a.startOver(new SessionId("unknown"));

    assertEquals(Optional.empty(), a.oldest(ONE));
    assertEquals(Optional.of(1L), a.oldest(OTHER));
    assertFalse(a.isKnown(new SessionId("unknown")));
    List<Long> numbers = a.append(List.of(told(ONE, one, 3), told(ONE, one, 4)));
    assertTrue(numbers.getFirst() > 3, () -> "" + numbers);
    assertEquals(numbers.getFirst() + 1, numbers.getLast());
    assertEquals(
        numbers,
        Objects.requireNonNull(a.news(Map.of(ONE, 2L)).get(ONE)).events().stream()
            .map(heard -> heard.event().sequence())
            .toList());
    a.startOver(ONE);
    assertTrue(a.append(List.of(told(ONE, one, 5))).getFirst() > numbers.getLast() + 1);
  }

  @Test
  default void whatNobodyHasListenedToCanBeForgotten() {
    SharedEvents a = events("a");
    long unread = a.begin(ONE, true, turn("r"));
    long read = a.begin(OTHER, true, turn("r"));
    events("b").listen(OTHER, true, 5);
    a.append(List.of(told(ONE, unread, 1), told(OTHER, read, 1)));

    a.forgetUnread(ONE);
    assertTrue(a.isKnown(ONE));
    a.end(List.of(unread, read));
    a.forgetUnread(ONE);
    a.forgetUnread(OTHER);

    assertFalse(a.isKnown(ONE));
    assertEquals(Optional.empty(), a.oldest(ONE));
    assertTrue(a.isKnown(OTHER));
  }

  @Test
  default void oldEventsGoButNotThoseOfOpenTurns() {
    SharedEvents a = events("a");
    long over = a.begin(ONE, true, turn("r"));
    long open = a.begin(OTHER, true, turn("r"));
    a.append(List.of(told(ONE, over, 1), told(OTHER, open, 1)));
    a.end(List.of(over));

    a.age(Duration.ofHours(1), Duration.ofHours(1), Set.of());
    assertEquals(Optional.of(1L), a.oldest(ONE));
    a.age(Duration.ZERO, Duration.ofHours(1), Set.of());

    assertEquals(Optional.empty(), a.oldest(ONE));
    assertEquals(Optional.of(1L), a.oldest(OTHER));
    assertEquals(1, a.listen(ONE, true, 5).newest());
  }

  @Test
  default void sessionsThatNobodyCanAskForAreForgotten() {
    SharedEvents a = events("a");
    long over = a.begin(ONE, true, turn("r"));
    long open = a.begin(OTHER, true, turn("r"));
    a.append(List.of(told(ONE, over, 1), told(OTHER, open, 1)));
    a.end(List.of(over));

    a.age(Duration.ofHours(1), Duration.ZERO, Set.of());
    assertTrue(a.isKnown(ONE));
    a.age(Duration.ZERO, Duration.ZERO, Set.of(ONE));
    assertTrue(a.isKnown(ONE));
    assertEquals(Optional.empty(), a.oldest(ONE));
    a.age(Duration.ZERO, Duration.ZERO, Set.of());

    assertFalse(a.isKnown(ONE));
    assertTrue(a.isKnown(OTHER));
    assertEquals(1, a.open(OTHER).size());
  }

  @Test
  default void theTurnsOfADeadNodeGoWithTheirEvents() {
    SharedEvents a = events("a");
    long dead = a.begin(ONE, true, turn("r"));
    a.append(List.of(told(ONE, dead, 1)));
    bury("a");
    SharedEvents b = events("b");

    b.age(Duration.ofHours(1), Duration.ZERO, Set.of());
    assertEquals(1, b.open(ONE).size());
    b.age(Duration.ZERO, Duration.ZERO, Set.of());
    b.age(Duration.ZERO, Duration.ZERO, Set.of());

    assertFalse(b.isKnown(ONE));
  }

  @Test
  default void manyWhoAppendAtOnceLeaveNoGap() throws Exception {
    List<SharedEvents> nodes = List.of(events("a"), events("b"));
    List<Future<List<Long>>> appended = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        SharedEvents node = nodes.get(i % 2);
        long turn = node.begin(ONE, true, turn("r" + i));
        long other = node.begin(OTHER, true, turn("r" + i));
        appended.add(
            threads.submit(
                () ->
                    node.append(
                        LongStream.rangeClosed(1, 10)
                            .mapToObj(
                                place ->
                                    place % 2 == 0
                                        ? told(ONE, turn, place)
                                        : told(OTHER, other, place))
                            .toList())));
      }
    }
    for (Future<List<Long>> numbers : appended) {
      assertFalse(numbers.get().contains(0L));
    }

    assertEquals(range(1, 100), numbers(nodes.getFirst().listen(ONE, true, 1000)));
    assertEquals(range(1, 100), numbers(nodes.getFirst().listen(OTHER, true, 1000)));
  }
}
