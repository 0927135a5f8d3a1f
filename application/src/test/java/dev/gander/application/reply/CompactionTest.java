package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompactionTest {
  private final World world = new World();
  private SessionId id = new SessionId("");

  @BeforeEach
  void aModelWithLittleContext() {
    world.contextLimit = 1000;
    id = world.session(GooseMode.AUTO);
  }

  @Test
  void aConversationOverTheThresholdIsSummedUpBeforeItsTurn() {
    world.model.answer(start("a").text("first").usage(800, 20));
    world.say(id, "one");
    world.model.answer(start("s").text("in ").text("short").usage(50, 9));
    world.model.answer(start("b").text("second").usage(100, 5));

    List<TurnEvent> events = world.say(id, "two");

    assertEquals(
        List.of(
            "assistant:[inlineMessage]",
            "assistant:[thinkingMessage]",
            "replaced",
            "assistant:[inlineMessage]",
            "assistant:second",
            "finish"),
        World.outline(events));
    assertEquals("in short", seenByModel().getFirst().text());
    assertEquals("two", seenByModel().getLast().text());
    assertEquals(850 + 100, world.sessions.get(id).tokens().accumulated().input());
  }

  @Test
  void atTheThresholdNothingHappens() {
    world.model.answer(start("a").text("first").usage(780, 20));
    world.say(id, "one");
    world.model.answer(says("second"));

    assertEquals(List.of("assistant:second", "finish"), World.outline(world.say(id, "two")));
  }

  @Test
  void theThresholdCanBeSwitchedOff() {
    world.settings.put("GOOSE_AUTO_COMPACT_THRESHOLD", Json.of(0));
    world.model.answer(start("a").text("first").usage(2000, 20));
    world.say(id, "one");
    world.model.answer(says("second"));

    assertEquals(List.of("assistant:second", "finish"), World.outline(world.say(id, "two")));
  }

  @Test
  void withoutASummaryTheTurnEndsAndNothingIsLost() {
    world.model.answer(start("a").text("first").usage(900, 20));
    world.say(id, "one");
    world.model.answer(start("s").fail(new ProviderException.Authentication("no")));

    List<TurnEvent> events = world.say(id, "two");

    assertEquals(4, events.size());
    assertTrue(World.outline(events).get(2).contains("Authentication error: no"));
    assertEquals(List.of("user:one", "assistant:first", "user:two"), world.outline(id));
    assertTrue(world.stored(id).stream().allMatch(Message::isAgentVisible));
  }

  @Test
  void aSummaryThatSaysNothingIsNone() {
    world.model.answer(start("a").text("first").usage(900, 20));
    world.say(id, "one");
    world.model.answer(start("s").thinking("hm", "").text(" \n").usage(10, 1));

    List<TurnEvent> events = world.say(id, "two");

    assertTrue(World.outline(events).get(2).contains("the model wrote no summary"));
    assertEquals(List.of("user:one", "assistant:first", "user:two"), world.outline(id));
    assertTrue(world.stored(id).stream().allMatch(Message::isAgentVisible));
  }

  @Test
  void aTurnThatIsCancelledWhileItSumsUpLosesNothing() throws Exception {
    world.model.answer(start("a").text("first").usage(900, 20));
    world.say(id, "one");
    CountDownLatch asked = new CountDownLatch(1);
    world.model.answer(start("s").text("in ").hang(asked));

    World.RunningTurn turn = world.begin(id, "two");
    asked.await();
    turn.cancel();

    assertEquals("finish", World.outline(world.events).getLast());
    assertEquals(List.of("user:one", "assistant:first", "user:two"), world.outline(id));
    assertTrue(world.stored(id).stream().allMatch(Message::isAgentVisible));
  }

  @Test
  void aCommandThatIsCancelledLeavesNoTrace() throws Exception {
    world.model.answer(says("hello"));
    world.say(id, "hi");
    CountDownLatch asked = new CountDownLatch(1);
    world.model.answer(start("s").hang(asked));

    World.RunningTurn turn = world.begin(id, "/compact");
    asked.await();
    turn.cancel();

    assertEquals("finish", World.outline(world.events).getLast());
    assertEquals(List.of("user:hi", "assistant:hello"), world.outline(id));
  }

  @Test
  void aConversationWithoutToolResultsIsNotSentAgainWhenItIsTooLong() {
    world.model.answer(start("a").text("first").usage(900, 20));
    world.say(id, "one");
    world.model.when(
        request -> request.tools().isEmpty(),
        start("s").fail(new ProviderException.ContextLengthExceeded("too long")));

    List<TurnEvent> events = world.say(id, "two");

    assertTrue(World.outline(events).get(2).contains("not even without all tool results"));
    assertEquals(
        List.of(false, true),
        world.model.requests().stream().map(ProviderRequest::isAside).toList());
  }

  @Test
  void aContextThatOverflowsIsSummedUpOnce() {
    world.model.answer(start("x").fail(new ProviderException.ContextLengthExceeded("too long")));
    world.model.answer(says("in short"));
    world.model.answer(says("after"));

    assertEquals(
        List.of(
            "assistant:[inlineMessage]",
            "assistant:[thinkingMessage]",
            "replaced",
            "assistant:after",
            "finish"),
        World.outline(world.say(id, "go")));
  }

  @Test
  void aContextThatOverflowsAgainEndsTheTurn() {
    world.model.answer(start("x").fail(new ProviderException.ContextLengthExceeded("too long")));
    world.model.answer(says("in short"));
    world.model.answer(start("y").fail(new ProviderException.ContextLengthExceeded("too long")));

    assertEquals(
        List.of(
            "assistant:[inlineMessage]",
            "assistant:[thinkingMessage]",
            "replaced",
            "assistant:[inlineMessage]",
            "finish"),
        World.outline(world.say(id, "go")));
  }

  @Test
  void theUserHasTheConversationSummedUp() {
    world.model.answer(says("hello"));
    world.say(id, "hi");
    world.model.answer(says("we said hello"));

    assertEquals(
        List.of("user:/compact", "assistant:[inlineMessage]", "replaced", "finish"),
        World.outline(world.say(id, "/compact")));

    world.model.answer(says("going on"));
    world.say(id, "go on");
    assertEquals("we said hello", seenByModel().getFirst().text());
  }

  @Test
  void aCommandThatFailsLeavesNoTrace() {
    world.model.answer(says("hello"));
    world.say(id, "hi");
    world.model.answer(start("s").fail(new ProviderException.ServerError("down", null)));

    List<TurnEvent> events = world.say(id, "/compact");

    assertEquals(2, events.size());
    assertEquals(List.of("user:hi", "assistant:hello"), world.outline(id));
  }

  private List<Message> seenByModel() {
    return world.model.requests().getLast().messages();
  }
}
