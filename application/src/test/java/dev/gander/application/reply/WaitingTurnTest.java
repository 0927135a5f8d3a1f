package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gander.application.turn.TurnInbox;
import dev.gander.application.turn.Turns;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.SessionEvent.ActiveRequests;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.domain.turn.TurnLeases.Lease;
import dev.gander.domain.turn.TurnNews;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Turns of one session, one after the other.
class WaitingTurnTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final Turns turns = world.bus.turns();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch resume = new CountDownLatch(1);

  @Test
  void aTurnThatLostItsSessionStoresNothingMore() throws Exception {
    world.model.answer(start("a").text("One").pause(reached, resume).text(" more"));
    World.RunningTurn slow = world.begin(id, "Hi");
    reached.await();

    turns.whileNoneRuns(id, Duration.ZERO, () -> world.conversations.replace(id, List.of()));
    resume.countDown();
    slow.join();

    assertEquals(List.of(), world.outline(id));
    assertEquals("finish", World.outline(world.events).getLast());
  }

  @Test
  void aTurnThatWaitedGoesOnFromTheCountsOfTheOneBefore() throws Exception {
    world.model.answer(start("a").text("One").pause(reached, resume).usage(100, 5));
    world.model.answer(start("b").text("Two").usage(200, 7));
    World.RunningTurn first = world.begin(id, "Hi");
    reached.await();
    world.awaitEvent("assistant:One");
    World.RunningTurn second = world.begin(id, "And?");
    resume.countDown();
    first.join();
    second.join();

    MessageArrived said =
        (MessageArrived)
            world.events.stream()
                .filter(MessageArrived.class::isInstance)
                .reduce((_, later) -> later)
                .orElseThrow();
    assertEquals("Two", said.message().text());
    assertEquals(TokenUsage.of(100L, 5L, null), said.tokens().accumulated());
  }

  @Test
  void anOwnerHearsOfItsTurnWhenTheMessageIsStored() throws Exception {
    world.model.answer(start("a").text("One"));
    Lease held = world.leases.acquire(id);
    TurnInbox inbox = new TurnInbox();

    turns.start("r1", World.user(id, "Hi"), Admission.QUEUE, inbox);

    assertInstanceOf(TurnNews.Silence.class, inbox.next(Duration.ofMillis(50)));
    assertEquals(List.of(), world.outline(id));
    held.close();
    assertInstanceOf(TurnNews.Begun.class, inbox.next(LONG));
    assertEquals("user:Hi", world.outline(id).getFirst());
  }

  @Test
  void aTurnThatWaitedIsStillKnownWhenTheOneBeforeIsOver() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").pause(reached, resume));
    world.model.answer(start("b").text("Two").hang(hangs));
    World.RunningTurn first = world.begin(id, "Hi");
    reached.await();
    World.RunningTurn second = world.begin(id, "And?");
    resume.countDown();
    first.join();
    hangs.await();

    SessionEvent active = world.bus.subscribe(id, 0).next(LONG).orElseThrow();
    assertEquals(1, assertInstanceOf(ActiveRequests.class, active).requestIds().size());
    turns.cancelAll(id);
    second.join();
  }

  @Test
  void aForgottenSessionHasNoTurn() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    World.RunningTurn turn = world.begin(id, "Hi");
    hangs.await();

    turns.forget(id);

    turn.join();
    assertEquals("finish", World.outline(world.events).getLast());
  }
}
