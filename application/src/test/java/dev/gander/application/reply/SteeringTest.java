package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.turn.FollowSession;
import dev.gander.application.api.turn.SteerTurn;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import dev.gander.testkit.FixedIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What can be done to a turn that runs: joining it, saying more, ending it.
class SteeringTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final SteerTurn steer = new SteerTurn(world.bus.turns(), new FixedIds(), world.clock);
  private final Subscription joined = new FollowSession(world.bus.turns()).join(id);

  private Optional<String> say(String run, String text) {
    return steer.steer(id, run, List.of(new Content.Text(text)));
  }

  private List<TurnEvent> untilFinish() throws InterruptedException {
    List<TurnEvent> events = new ArrayList<>();
    while (events.isEmpty() || !(events.getLast() instanceof TurnEvent.Finished)) {
      events.add(((Published) joined.next(LONG).orElseThrow()).event());
    }
    return events;
  }

  private Ending ending() throws InterruptedException {
    return assertInstanceOf(TurnEvent.Finished.class, untilFinish().getLast()).ending();
  }

  @Test
  void theModelHearsWithItsNextCallWhatWasSaidMeanwhile() throws Exception {
    world.tools.tool("look", _ -> "seen");
    CountDownLatch speaks = new CountDownLatch(1);
    CountDownLatch mayCall = new CountDownLatch(1);
    world
        .model
        .answer(
            start("a").text("I look.").pause(speaks, mayCall).call("c1", "look", JsonObject.EMPTY))
        .answer(says("Done"));
    world.bus.start("r1", World.user(id, "Look"));
    speaks.await();

    assertEquals(Optional.of("r1"), steer.running(id).map(RunningTurn::requestId));
    String messageId = say("r1", "and hurry").orElseThrow();
    assertTrue(say("r2", "nobody").isEmpty());
    mayCall.countDown();
    List<TurnEvent> events = untilFinish();

    assertTrue(messageId.startsWith("steer_"));
    assertEquals(
        List.of(
            "user:Look",
            "assistant:I look.",
            "assistant:call c1",
            "user:result c1 seen",
            "user:and hurry",
            "assistant:Done"),
        world.outline(id));
    assertTrue(
        events.stream()
            .anyMatch(
                event ->
                    event instanceof TurnEvent.MessageArrived(var message, var _)
                        && messageId.equals(message.id())));
    assertTrue(say("r1", "too late").isEmpty());
  }

  @Test
  void whatIsSaidDuringTheLastAnswerIsAnsweredToo() throws Exception {
    CountDownLatch speaks = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    world.model.answer(start("a").text("One").pause(speaks, mayEnd)).answer(says("Two"));
    world.bus.start("r1", World.user(id, "Hi"));
    speaks.await();

    assertTrue(say("r1", "more").isPresent());
    mayEnd.countDown();

    assertEquals(Ending.DONE, ending());
    assertEquals(
        List.of("user:Hi", "assistant:One", "user:more", "assistant:Two"), world.outline(id));
  }

  @Test
  void whatIsSaidToACancelledTurnIsLost() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    world.bus.start("r1", World.user(id, "Hi"));
    hangs.await();

    assertTrue(say("r1", "more").isPresent());
    world.bus.cancel(id, "r1");

    assertEquals(Ending.CANCELLED, ending());
    assertEquals(List.of("user:Hi", "assistant:One"), world.outline(id));
  }

  @Test
  void theEndTellsWhetherTheAnswerIsWhole() throws Exception {
    world.model.answer(start("a").text("As far as").atLimit()).answer(says("All of it"));
    world.bus.start("r1", World.user(id, "Hi"));
    assertEquals(Ending.AT_OUTPUT_LIMIT, ending());

    world.bus.start("r2", World.user(id, "Again"));
    assertEquals(Ending.DONE, ending());
  }
}
