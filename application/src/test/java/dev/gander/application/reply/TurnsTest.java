package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.AgentCatchUp;
import dev.gander.application.api.session.DeleteSession;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.StaleFence;
import dev.gander.domain.turn.NoTurns;
import dev.gander.domain.turn.SessionBusy;
import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.SessionEvent.ActiveRequests;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEvent.TooFarBehind;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Failed.Reason;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.UnknownQuestion;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final Bus bus = world.bus;

  @Test
  void eventsOfATurnAreNumberedAndNameTheirRequest() throws Exception {
    Subscription reader = bus.subscribe(id, 0);
    bus.start("r1", World.user(id, "Hi"));

    List<Published> events = untilFinish(reader);

    assertEquals(List.of(1L, 2L), events.stream().map(Published::sequence).toList());
    assertTrue(events.stream().allMatch(event -> event.requestId().equals("r1")));
  }

  @Test
  void aTurnRunsWithoutAnyoneListeningAndIsReplayedLater() throws Exception {
    bus.start("r1", World.user(id, "Hi"));

    assertEquals(2, untilFinish(bus.subscribe(id, 0)).size());
    assertEquals(2, untilFinish(bus.subscribe(id, 0)).size());
    assertEquals(1, untilFinish(bus.subscribe(id, 1)).size());
  }

  @ParameterizedTest
  @ValueSource(longs = {999_999, -1})
  void aNumberFromTheFutureLetsOnlyNewEventsCome(long future) throws Exception {
    bus.start("r1", World.user(id, "Hi"));
    untilFinish(bus.subscribe(id, 0));
    Subscription reader = bus.subscribe(id, future);

    assertEquals(Optional.empty(), reader.next(Duration.ZERO));
    bus.start("r2", World.user(id, "Hi"));
    assertEquals(3, untilFinish(reader).getFirst().sequence());
  }

  @Test
  void whoConnectsInTheMiddleLearnsWhatRunsFirst() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    bus.start("r1", World.user(id, "Hi"));
    hangs.await();

    Subscription reader = bus.subscribe(id, 0);

    assertEquals(Optional.of(new ActiveRequests(List.of("r1"))), reader.next(LONG));
    assertEquals(1, ((Published) reader.next(LONG).orElseThrow()).sequence());
    bus.cancel(id, "r1");
    assertEquals(1, untilFinish(reader).size());
  }

  @Test
  void whileATurnRunsAnotherIsRefusedAndLeavesNoTrace() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").hang(hangs)).answer(says("Next"));
    bus.start("r1", World.user(id, "One"));
    hangs.await();

    assertThrows(SessionBusy.class, () -> bus.start("r2", World.user(id, "Two")));
    bus.cancel(id, "r1");
    bus.start("r3", World.user(id, "Three"));
    Subscription reader = bus.subscribe(id, 0);
    while (!untilFinish(reader).getLast().requestId().equals("r3")) {
      // The first end is that of the cancelled turn.
    }

    assertEquals(List.of("user:One", "user:Three", "assistant:Next"), world.outline(id));
  }

  @Test
  void afterTheEndTheSessionIsFreeAndTheIdMayComeAgain() throws Exception {
    Subscription reader = bus.subscribe(id, 0);
    for (int turn = 0; turn < 50; turn++) {
      bus.start("same", World.user(id, "Hi"));
      untilFinish(reader);
    }
    assertEquals(100, world.stored(id).size());
  }

  @Test
  void aTurnThatCannotStartIsAnErrorWithoutEndAndFreesTheSession() throws Exception {
    SessionId poor = world.sessionWithoutModel(GooseMode.AUTO, JsonObject.EMPTY);
    Subscription reader = bus.subscribe(poor, 0);
    bus.start("r1", World.user(poor, "Hi"));

    Published failed = (Published) reader.next(LONG).orElseThrow();

    assertEquals(Reason.NO_MODEL, ((TurnEvent.Failed) failed.event()).reason());
    Eventually.holds(() -> !isBusy(poor));
  }

  private boolean isBusy(SessionId session) throws InterruptedException {
    try {
      bus.start("again", World.user(session, "Hi"));
      return false;
    } catch (SessionBusy e) {
      return true;
    }
  }

  @Test
  void cancellingAnotherRequestOrNoneDoesNothingButNeedsABus() throws Exception {
    assertThrows(NotFound.class, () -> bus.cancel(id, "r1"));
    Subscription reader = bus.subscribe(id, 0);
    bus.cancel(id, "r1");
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").hang(hangs));
    bus.start("r1", World.user(id, "Hi"));
    hangs.await();
    bus.cancel(id, "r2");

    assertEquals(Optional.empty(), reader.next(Duration.ofMillis(1)));
    bus.cancel(id, "r1");
    assertInstanceOf(TurnEvent.Finished.class, untilFinish(reader).getLast().event());
  }

  @Test
  void unknownSessionsAreNotFound() {
    SessionId unknown = new SessionId("20200101_1");

    assertThrows(SessionNotFound.class, () -> bus.subscribe(unknown, 0));
    assertThrows(SessionNotFound.class, () -> bus.start("r1", World.user(unknown, "Hi")));
    assertThrows(NotFound.class, () -> bus.cancel(unknown, "r1"));
  }

  @Test
  void aReaderThatMissedMoreThanIsKeptIsToldSo() throws Exception {
    publish(600);

    for (long missed : new long[] {1, 88, 89}) {
      Subscription behind = bus.subscribe(id, missed);
      assertEquals(Optional.of(new TooFarBehind()), behind.next(LONG));
      assertTrue(behind.hasEnded());
    }

    assertEquals(511, untilFinish(bus.subscribe(id, 90)).size());
    assertEquals(512, untilFinish(bus.subscribe(id, 0)).size());
  }

  @Test
  void aReaderThatLagsTooFarBehindLiveEventsIsLetGo() throws Exception {
    Subscription slow = bus.subscribe(id, 0);
    publish(300);

    assertEquals(Optional.empty(), slow.next(LONG));
    assertTrue(slow.hasEnded());
  }

  @Test
  void deletingASessionEndsItsTurnAndSilencesItsReaders() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    Subscription reader = bus.subscribe(id, 0);
    bus.start("r1", World.user(id, "Hi"));
    hangs.await();

    new DeleteSession(world.sessions, bus.turns(), world.agents).delete(id);

    assertEquals(2, untilFinish(reader).size());
    assertEquals(Optional.empty(), reader.next(Duration.ofMillis(1)));
    assertFalse(reader.hasEnded());
    // Its end is told before the turn's thread is done.
    Eventually.holds(() -> bus.turns().count() == 0);
    assertThrows(NotFound.class, () -> bus.cancel(id, "r1"));
    assertThrows(SessionNotFound.class, () -> bus.subscribe(id, 0));

    bus.turns().close();
    assertEquals(Optional.empty(), reader.next(LONG));
    assertTrue(reader.hasEnded());
  }

  @Test
  void aTurnThatIsCancelledBeforeItsThreadRunsEndsAndStoresNothing() throws Exception {
    BlockingQueue<Runnable> started = new LinkedBlockingQueue<>();
    Bus idle = world.bus(world.replies, started::add);
    Subscription reader = idle.subscribe(id, 0);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Runnable> waiting = new ArrayList<>();
      for (String request : List.of("r1", "r2")) {
        callers.execute(() -> started(idle, request));
        waiting.add(started.take());
        idle.cancel(id, request);
        idle.cancel(id, request);
      }
      assertEquals(Optional.empty(), reader.next(Duration.ZERO));
      waiting.forEach(Runnable::run);
    }

    for (String request : List.of("r1", "r2")) {
      Published end = (Published) reader.next(LONG).orElseThrow();
      assertEquals(request, end.requestId());
      assertInstanceOf(TurnEvent.Finished.class, end.event());
    }
    assertEquals(List.of(), world.outline(id));
  }

  private void started(Bus bus, String request) {
    try {
      bus.start(request, World.user(id, "Hi"));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void turnsOfAllClientsAreSeenAndCancelledByWhoeverFollowsTheSession() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    Subscription reader = bus.subscribe(id, 0);
    World.RunningTurn owned = world.begin(id, "First");
    hangs.await();

    ActiveRequests active = (ActiveRequests) bus.subscribe(id, 0).next(LONG).orElseThrow();
    Published said = (Published) reader.next(LONG).orElseThrow();
    assertEquals(active.requestIds(), List.of(said.requestId()));
    assertThrows(SessionBusy.class, () -> bus.start("r1", World.user(id, "Second")));
    bus.cancel(id, said.requestId());

    assertInstanceOf(TurnEvent.Finished.class, untilFinish(reader).getLast().event());
    owned.join();
    assertEquals(List.of("assistant:One", "finish"), World.outline(world.events));
    assertEquals(List.of("user:First", "assistant:One"), world.outline(id));
  }

  @Test
  void aTurnThatWaitsForAnotherOneIsCancelledByItsId() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").hang(hangs));
    World.RunningTurn first = world.begin(id, "First");
    hangs.await();
    Subscription reader = bus.subscribe(id, 0);
    World.RunningTurn second = world.begin(id, "Second");
    ActiveRequests active = (ActiveRequests) bus.subscribe(id, 0).next(LONG).orElseThrow();

    bus.cancel(id, active.requestIds().getLast());

    assertInstanceOf(TurnEvent.Finished.class, untilFinish(reader).getFirst().event());
    second.join();
    first.cancel();
    assertEquals(List.of("user:First"), world.outline(id));
  }

  @Test
  void nothingIsLeftOfATurnThatNobodyElseHasFollowed() throws Exception {
    world.begin(id, "Hi").join();

    Eventually.holds(() -> isForgotten(id));
    Subscription reader = bus.subscribe(id, 0);
    assertEquals(Optional.empty(), reader.next(Duration.ZERO));
  }

  private boolean isForgotten(SessionId session) {
    try {
      bus.cancel(session, "any");
      return false;
    } catch (NoTurns e) {
      return true;
    }
  }

  static List<Throwable> mistakes() {
    return List.of(new IllegalStateException("a mistake of ours"), new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aTurnThatCannotBeginIsAnErrorAndFreesTheSession(Throwable mistake) throws Exception {
    assertEquals(
        List.of(
            TurnEvent.Failed.because("Internal error"), TurnEvent.Failed.because("Internal error")),
        twoTurns(broken(ConversationStore.class, mistake), broken(TurnEngine.class, mistake), 2));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aTurnThatBreaksDownIsAnErrorAndFreesTheSession(Throwable mistake) throws Exception {
    List<TurnEvent> events = twoTurns(world.conversations, broken(TurnEngine.class, mistake), 4);

    for (int turn = 0; turn < 2; turn++) {
      assertEquals(TurnEvent.Failed.because("Internal error"), events.get(2 * turn));
      assertInstanceOf(TurnEvent.Finished.class, events.get(2 * turn + 1));
    }
  }

  private List<TurnEvent> twoTurns(ConversationStore conversations, TurnEngine engine, int expected)
      throws Exception {
    ReplyToMessage replies =
        new ReplyToMessage(
            world.agents,
            AgentCatchUp.NONE,
            world.sessions,
            conversations,
            world.questions,
            world.commands(),
            world.turnHooks(),
            engine,
            world.purse.budgets,
            world.clock);
    Bus events = world.bus(replies, Runnable::run);
    events.start("r1", World.user(id, "Hi"));
    events.start("r2", World.user(id, "Hi"));
    Subscription reader = events.subscribe(id, 0);
    List<TurnEvent> heard = new ArrayList<>();
    while (heard.size() < expected) {
      heard.add(((Published) reader.next(LONG).orElseThrow()).event());
    }
    return heard;
  }

  private static <T> T broken(Class<T> port, Throwable mistake) {
    InvocationHandler breaks =
        (_, _, _) -> {
          throw mistake;
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, breaks));
  }

  @Test
  void whenTheServerStopsReadersGetTheEndOfTheTurnAndNothingBeginsAnyMore() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    Subscription reader = bus.subscribe(id, 0);
    bus.start("r1", World.user(id, "Hi"));
    hangs.await();

    bus.turns().close();

    assertEquals(2, untilFinish(reader).size());
    assertEquals(Optional.empty(), reader.next(LONG));
    assertTrue(reader.hasEnded());
    assertEquals(List.of("user:Hi", "assistant:One"), world.outline(id));
    assertThrows(Unavailable.class, () -> bus.start("r2", World.user(id, "Hi")));
    SessionId other = world.session(GooseMode.AUTO);
    assertThrows(Unavailable.class, () -> bus.start("r2", World.user(other, "Hi")));
    Subscription late = bus.subscribe(other, 0);
    assertEquals(Optional.empty(), late.next(LONG));
    assertTrue(late.hasEnded());
  }

  @Test
  void whatWasSaidToAServerThatStopsBeforeItIsStoredIsRefused() throws Exception {
    BlockingQueue<Runnable> started = new LinkedBlockingQueue<>();
    Bus idle = world.bus(world.replies, started::add);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> answer =
          callers.submit(
              () -> {
                idle.start("r1", World.user(id, "Hi"));
                return null;
              });
      Runnable turn = started.take();
      idle.turns().close();
      turn.run();

      Throwable refusal = assertThrows(ExecutionException.class, answer::get).getCause();
      assertInstanceOf(Unavailable.class, refusal);
    }
    assertEquals(List.of(), world.outline(id));
  }

  @Test
  void whatWasSaidToAServerThatHasLostTheSessionIsRefused() {
    StaleFence lost = new StaleFence(id, new Fence(1));

    assertThrows(
        Unavailable.class,
        () -> twoTurns(broken(ConversationStore.class, lost), broken(TurnEngine.class, lost), 1));
  }

  @Test
  void anAnswerToNoQuestionIsRefusedAtOnce() throws Exception {
    Content response =
        new Content.ActionRequired(
            new Action.ElicitationResponse("nobody", JsonObject.EMPTY, null, JsonObject.EMPTY));
    TurnRequest command = new TurnRequest(id, Message.user(null, World.NOW, response), null);

    assertThrows(UnknownQuestion.class, () -> bus.start("r1", command));
    assertFalse(isBusy(id));
  }

  /// One turn of that many events, and its end.
  private void publish(int events) throws InterruptedException {
    ScriptedAnswer answer = start("a");
    for (long word : LongStream.range(0, events).toArray()) {
      answer = answer.text(" " + word);
    }
    world.model.answer(answer);
    bus.start("r1", World.user(id, "Talk"));
    // A turn lets others begin before it tells that it has finished.
    Eventually.holds(() -> world.stored(id).size() >= 2 && isQuiet());
  }

  private boolean isQuiet() {
    try (Subscription reader = bus.subscribe(id, -1)) {
      return reader.isQuiet();
    }
  }

  private static List<Published> untilFinish(Subscription reader) throws InterruptedException {
    List<Published> events = new ArrayList<>();
    while (events.isEmpty() || !(events.getLast().event() instanceof TurnEvent.Finished)) {
      SessionEvent event = reader.next(LONG).orElseThrow();
      if (event instanceof Published published) {
        events.add(published);
      }
    }
    return events;
  }
}
