package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.application.turn.OtherNodes;
import dev.gander.application.turn.TurnInbox;
import dev.gander.application.turn.TurnWatch;
import dev.gander.application.turn.Turns;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnLeases;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnStanding;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What the register does for a turn besides running it.
class TurnRegisterTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final Caller STRANGER = new Caller(new KeyId("mallory"), Set.of(Scope.CHAT));

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final TurnWatch watch = World.watch();

  @Test
  void aTurnIsWatchedForAsLongAsItRuns() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch resume = new CountDownLatch(1);
    world.model.answer(start("a").text("One").pause(reached, resume));
    TurnInbox inbox = new TurnInbox();
    register(world.leases).start("r1", World.user(id, "Hi"), Admission.QUEUE, inbox);
    reached.await();

    assertEquals(List.of("r1"), watch.of(id).stream().map(TurnStanding::requestId).toList());

    resume.countDown();
    while (!(inbox.next(LONG) instanceof TurnNews.Over)) {
      // What it says does not matter here.
    }
    Eventually.holds(() -> watch.of(id).isEmpty());
  }

  /// Its client sees that it waits. Another program may be working in the session.
  @Test
  void aTurnOfAnOwnerTakesTheSessionFromNobody() throws Exception {
    NotedLeases leases = new NotedLeases();
    TurnInbox inbox = new TurnInbox();
    register(leases).start("r1", World.user(id, "Hi"), Admission.QUEUE, inbox);
    while (!(inbox.next(LONG) instanceof TurnNews.Over)) {
      // What it says does not matter here.
    }

    assertEquals(List.of("at once", "for ever"), leases.requests);
  }

  /// Its owner has lost what the turn is for to another server.
  @Test
  void aTurnThatIsNotWantedAnyMoreStoresNothing() throws Exception {
    TurnInbox inbox = new TurnInbox(() -> false);
    Cancellation turn =
        register(world.leases).start("r1", World.user(id, "Hi"), Admission.QUEUE, inbox);
    while (!(inbox.next(LONG) instanceof TurnNews.Over)) {
      // What it says does not matter here.
    }

    assertTrue(turn.isByServer());
    assertEquals(List.of(), world.conversations.messages(id));
    try (TurnLeases.Lease free = world.leases.acquire(id, Duration.ZERO).orElseThrow()) {
      assertEquals(id, free.session());
    }
  }

  /// Its client waits for an answer, and the turns before were cancelled.
  @Test
  void aTurnWithoutAnOwnerWaitsTenSecondsAndTakesTheSession() throws Exception {
    NotedLeases leases = new NotedLeases();
    register(leases).start("r1", World.user(id, "Hi"), Admission.REFUSE);

    assertEquals(List.of("at once", "PT10S", "seized"), leases.requests);
  }

  @Test
  void turnsAreCountedWhileTheyRunOrWait() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch resume = new CountDownLatch(1);
    world.model.answer(start("a").text("One").pause(reached, resume));
    Turns turns = world.bus.turns();
    assertEquals(0, turns.count());
    turns.start("r1", World.user(id, "Hi"), Admission.QUEUE, new TurnInbox());
    reached.await();
    turns.start("r2", World.user(id, "Hi"), Admission.QUEUE, new TurnInbox());

    assertEquals(2, turns.count());

    resume.countDown();
    Eventually.holds(() -> turns.count() == 0);
  }

  /// Not even that there is such a session.
  @Test
  void whoDoesNotSeeASessionLearnsAndChangesNothing() {
    Turns turns = world.bus.turns();
    Message word = Message.user(null, 0, new Content.Text("Stop"));
    List<Executable> attempts =
        List.of(
            () -> turns.running(id),
            () -> turns.interject(id, "r1", word),
            () -> turns.cancelRunning(id),
            () -> turns.closeLeftOpen(id),
            () -> turns.whileNoneRuns(id, Duration.ZERO, () -> fail("it ran")));

    for (Executable attempt : attempts) {
      assertThrows(SessionNotFound.class, () -> as(STRANGER, attempt));
    }
  }

  private static void as(Caller caller, Executable work) throws Throwable {
    CurrentCaller.call(
        caller,
        () -> {
          try {
            work.execute();
            return true;
          } catch (Exception | Error e) {
            throw e;
          } catch (Throwable e) {
            throw new AssertionError(e);
          }
        });
  }

  private Turns register(TurnLeases leases) {
    return new Turns(
        world.sessions,
        world.conversations,
        leases,
        OtherNodes.NONE,
        new InProcessEventLog(world.clock),
        world.replies,
        watch,
        work -> Thread.ofVirtual().start(work),
        world.sight,
        Unobserved.INSTANCE);
  }

  /// Gives a session only to whoever waits for ever or takes it, and notes how it was asked for.
  private final class NotedLeases implements TurnLeases {
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @Override
    public Lease acquire(SessionId session) throws InterruptedException {
      requests.add("for ever");
      return world.leases.acquire(session);
    }

    @Override
    public Optional<Lease> acquire(SessionId session, Duration patience) {
      requests.add(patience.isZero() ? "at once" : patience.toString());
      return Optional.empty();
    }

    @Override
    public Lease seize(SessionId session) {
      requests.add("seized");
      return world.leases.seize(session);
    }
  }
}
