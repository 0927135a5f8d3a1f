package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.turn.OwnedTurn;
import dev.gander.application.api.turn.StartTurn;
import dev.gander.application.api.turn.Subscription;
import dev.gander.application.turn.Drain;
import dev.gander.domain.error.ServerDraining;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnNews;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/// A turn and the client to which it belongs.
class OwnedTurnTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final Drain drain = new Drain();
  private final StartTurn turns = new StartTurn(world.bus.turns(), drain, world.ids, world.clock);

  @Test
  void anOwnerThatLeavesEndsTheTurnWithWhatWaitsForRoom() throws Exception {
    ScriptedAnswer much = start("a");
    for (int i = 0; i < 2_000; i++) {
      much.text("word");
    }
    world.model.answer(much);
    OwnedTurn turn = turns.own(World.user(id, "Go"), Admission.QUEUE);
    while (!(turn.next(LONG) instanceof TurnNews.Told)) {
      // The model has not begun to answer.
    }

    turn.close();

    world.model.answer(says("Done"));
    assertEquals("finish", World.outline(world.say(id, "Next")).getLast());
  }

  @Test
  void aServerThatIsAboutToStopBeginsNothingAndGoesOnWithWhatItHasBegun() throws Exception {
    world.model.answer(says("Done"));
    OwnedTurn turn = turns.own(World.user(id, "Go"), Admission.QUEUE);
    drain.begin();

    assertThrows(ServerDraining.class, () -> turns.own(World.user(id, "And"), Admission.QUEUE));
    assertThrows(
        ServerDraining.class, () -> turns.start("r2", World.user(id, "And"), Admission.QUEUE));

    TurnNews news = turn.next(LONG);
    while (!(news instanceof TurnNews.Over)) {
      news = turn.next(LONG);
    }
    assertEquals(1, world.model.requests().size());
    assertEquals(0, world.bus.turns().count());
  }

  @Test
  void anOwnerHearsWhatWasSaidWhenTheModelPauses() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch speak = new CountDownLatch(1);
    CountDownLatch paused = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world.model.answer(
        start("a").pause(asked, speak).text("One").text(", two").pause(paused, goOn).text("."));
    OwnedTurn turn = turns.own(World.user(id, "Go"), Admission.QUEUE);
    asked.await();
    assertInstanceOf(TurnNews.Begun.class, turn.next(LONG));
    FutureTask<TurnNews> owner = new FutureTask<>(() -> turn.next(LONG));
    Thread thread = Thread.ofPlatform().daemon().start(owner);
    Eventually.holds(() -> thread.getState() == Thread.State.WAITING);

    speak.countDown();

    assertInstanceOf(TurnNews.Told.class, owner.get(30, SECONDS));
    paused.await();
    assertInstanceOf(TurnNews.Told.class, turn.next(Duration.ZERO));
    goOn.countDown();
    turn.close();
  }

  @Test
  void anOwnerThatLeftIsToldNothingMore() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(reached));
    OwnedTurn turn = turns.own(World.user(id, "Go"), Admission.QUEUE);
    reached.await();

    turn.close();

    TurnNews news = turn.next(LONG);
    while (news instanceof TurnNews.Begun) {
      news = turn.next(LONG);
    }
    assertEquals(new TurnNews.Over(), news);
  }

  @Test
  void aSessionIsQuietWhenNoTurnRuns() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    world.model.answer(start("a").hang(reached));
    try (Subscription reader = world.bus.subscribe(id, 0)) {
      assertTrue(reader.isQuiet());
      world.bus.start("r1", World.user(id, "Go"));
      reached.await();

      assertFalse(reader.isQuiet());

      world.bus.cancel(id, "r1");
      Eventually.holds(reader::isQuiet);
    }
  }
}
