package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import java.util.List;
import java.util.Optional;
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
    assertEquals(
        "Exceeded the auto-compact threshold of 80%. Compacting the conversation…",
        ((Content.SystemNotification)
                ((TurnEvent.MessageArrived) events.getFirst()).message().content().getFirst())
            .msg());
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

  /// A summary would be asked for with all of it, and followed by all of it.
  @Test
  void aMessageThatIsLongerThanTheContextByItselfIsNotSummedUp() {
    String tooLong = "word ".repeat(1100);
    world.model.answer(says("I took it"));

    assertEquals(List.of("assistant:I took it", "finish"), World.outline(world.say(id, tooLong)));
    assertEquals(
        List.of(tooLong.strip()), seenByModel().stream().map(it -> it.text().strip()).toList());
  }

  @Test
  void aMessageThatFillsTheContextByItselfIsSummedUp() {
    world.model.answer(start("s").text("in short").usage(50, 9));
    world.model.answer(says("I took it"));

    List<TurnEvent> events = world.say(id, "word ".repeat(700));

    assertTrue(World.outline(events).contains("replaced"), World.outline(events).toString());
    assertEquals("in short", seenByModel().getFirst().text());
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
  void aSummaryThatSaysNothingFails() {
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
  void anOverflowWhoseSummaryFailsEndsTheTurnAndNothingIsLost() {
    world.model.answer(start("x").fail(new ProviderException.ContextLengthExceeded("too long")));
    world.model.answer(start("s").fail(new ProviderException.Authentication("no")));

    List<String> events = World.outline(world.say(id, "go"));

    assertEquals(4, events.size(), events::toString);
    assertEquals(
        List.of("assistant:[inlineMessage]", "assistant:[thinkingMessage]"), events.subList(0, 2));
    assertTrue(events.get(2).contains("Authentication error: no"), events::toString);
    assertEquals("finish", events.get(3));
    assertEquals(List.of("user:go"), world.outline(id));
    assertTrue(world.stored(id).stream().allMatch(Message::isAgentVisible));
    assertEquals(2, world.model.requests().size(), "the conversation is not sent again");
  }

  @Test
  void anOverflowAfterToolsRanIsANewOne() {
    world.tools.tool("look", _ -> "seen");
    ProviderException tooLong = new ProviderException.ContextLengthExceeded("too long");
    world.model.answer(start("x").fail(tooLong)).answer(says("in short"));
    world.model.answer(calls("c1", "look", JsonObject.EMPTY));
    world.model.answer(start("y").fail(tooLong)).answer(says("shorter"));
    world.model.answer(says("after"));

    assertEquals(
        List.of("assistant:after", "finish"),
        World.outline(world.say(id, "go")).reversed().subList(0, 2).reversed());
  }

  @Test
  void aSummaryThatIsTooLongIsTriedAgainWithFewerToolResults() {
    world.prompts.save(PromptName.COMPACTION, "{{ messages }}");
    world.tools.tool("look", _ -> "seen");
    for (int i = 0; i < 10; i++) {
      world.model.answer(calls("c" + i, "look", JsonObject.EMPTY));
    }
    world.say(id, "look around");
    ProviderException tooLong = new ProviderException.ContextLengthExceeded("too long");
    for (int attempt = 0; attempt < 4; attempt++) {
      world.model.answer(start("s" + attempt).fail(tooLong));
    }
    world.model.answer(says("in short"));

    assertEquals("finish", World.outline(world.say(id, "/compact")).getLast());

    List<Integer> told =
        world.model.requests().stream()
            .filter(ProviderRequest::isAside)
            .map(request -> request.system().split("tool_response", -1).length - 1)
            .toList();
    assertEquals(List.of(10, 9, 8, 5, 0), told);
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

  /// The rule: a summary costs what it took, and is all that the conversation holds from then on.
  @Test
  void aSummaryOnCommandIsBookedLikeAnyOther() {
    ModelCatalog.Facts prices = new ModelCatalog.Facts(1000, null, false, 2.0, 10.0, null, null);
    world.catalog = (_, _) -> Optional.of(prices);
    world.model.answer(start("a").text("hello").usage(100, 5));
    world.say(id, "hi");
    double before = world.sessions.get(id).tokens().accumulatedCost();
    world.model.answer(start("s").text("we said hello").usage(300, 40));

    List<TurnEvent> events = world.say(id, "/compact");

    TokenState booked = world.sessions.get(id).tokens();
    assertEquals(new TokenUsage(40L, null, 40L, null, null), booked.usage());
    assertEquals(TokenUsage.of(400L, 45L, null), booked.accumulated());
    assertEquals((300 * 2 + 40 * 10) / 1e6, booked.accumulatedCost() - before, 1e-9);
    assertEquals(TurnEvent.Finished.stop(booked), events.getLast());
  }

  @Test
  void aSummaryOfUnknownUsageIsEstimated() {
    world.model.answer(start("a").text("hello").usage(100, 5));
    world.say(id, "hi");
    world.model.answer(start("s").text("we said hello to each other"));

    world.say(id, "/compact");

    TokenState booked = world.sessions.get(id).tokens();
    long left = booked.usage().total();
    assertTrue(left > 0, booked::toString);
    assertEquals(new TokenUsage(left, null, left, null, null), booked.usage());
    assertEquals(5 + left, booked.accumulated().output());
    assertTrue(booked.accumulated().input() > 100, booked::toString);
  }

  @Test
  void aCommandThatFailsLeavesNoTrace() {
    world.model.answer(says("hello"));
    world.say(id, "hi");
    world.model.answer(start("s").fail(new ProviderException.ServerError("down", null)));

    List<TurnEvent> events = world.say(id, "/compact");

    assertEquals(2, events.size());
    assertEquals(List.of("user:hi", "assistant:hello"), world.outline(id));
    assertEquals(TokenUsage.of(10L, 5L, null), world.sessions.get(id).tokens().accumulated());
  }

  private List<Message> seenByModel() {
    return world.model.requests().getLast().messages();
  }
}
