package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.AgentCatchUp;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.domain.turn.TurnLeases.Lease;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What is stored when: nothing that a client was shown or that had effects may be lost.
class StoredCallsTest {
  private static final String CUT_OFF =
      "user:result c1 failed Interrupted by the sudden end of the server or its turn; it may have"
          + " run.";

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @Test
  void onlySoManyCallsOfAnAnswerRunAsTheLimitSays() {
    world.settings.put("GANDER_MAX_TOOL_CALLS", Json.of(2));
    List<String> ran = new CopyOnWriteArrayList<>();
    world.tools.tool(
        "look",
        arguments -> {
          ran.add(arguments.text("at").orElse(""));
          return "seen";
        });
    world.model.answer(
        start("a")
            .call("c1", "look", JsonObject.of("at", Json.of("1")))
            .call("c2", "look", JsonObject.of("at", Json.of("2")))
            .call("c3", "look", JsonObject.of("at", Json.of("3"))));

    world.say(id, "Go");

    assertEquals(List.of("1", "2"), ran.stream().sorted().toList());
    assertTrue(
        world.outline(id).stream()
            .anyMatch(
                it -> it.startsWith("user:result c3 error") && it.contains("GANDER_MAX_TOOL")),
        () -> world.outline(id).toString());
  }

  @Test
  void allCallsOfAnAnswerAndItsUsageAreStoredBeforeOneRuns() {
    AtomicReference<List<String>> seen = new AtomicReference<>();
    AtomicReference<Long> tokens = new AtomicReference<>();
    world.tools.tool(
        "look",
        _ -> {
          seen.compareAndSet(null, world.outline(id));
          tokens.compareAndSet(null, world.sessions.get(id).tokens().accumulated().input());
          return "x";
        });
    world.model.answer(start("a").text("Look").content(request("c1"), request("c2")).usage(7, 2));

    world.say(id, "Go");

    assertEquals(
        List.of("user:Go", "assistant:Look", "assistant:call c1", "assistant:call c2"),
        seen.get().stream().filter(line -> !line.startsWith("user:result")).toList());
    assertEquals(7, tokens.get());
  }

  @Test
  void aCallIsDatedWhenTheModelAskedAndItsResultWhenItWasThere() {
    world.tools.tool(
        "look",
        _ -> {
          world.clock.advance(Duration.ofMinutes(1));
          return "x";
        });
    world.model.answer(calls("c1", "look", JsonObject.EMPTY));

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(
        List.of("user:Go", "assistant:call c1", "user:result c1 x", "assistant:done"),
        world.outline(id));
    assertEquals(
        List.of(World.NOW, World.NOW, World.NOW + 60, World.NOW + 60),
        world.stored(id).stream().map(Message::created).toList());
    assertEquals(
        List.of(World.NOW, World.NOW + 60),
        events.stream()
            .filter(MessageArrived.class::isInstance)
            .map(event -> ((MessageArrived) event).message().created())
            .limit(2)
            .toList());
  }

  @Test
  void noClientSeesACallBeforeItIsStored() throws Exception {
    CountDownLatch paused = new CountDownLatch(1);
    CountDownLatch on = new CountDownLatch(1);
    world.tools.tool("look", _ -> "x");
    world.model.answer(start("a").text("Look").content(request("c1")).pause(paused, on));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:Look");
    paused.await();

    assertEquals(List.of("assistant:Look"), World.outline(List.copyOf(world.events)));
    on.countDown();
    turn.join();

    assertEquals(
        List.of("assistant:Look", "assistant:call c1", "user:result c1 x"),
        World.outline(world.events).subList(0, 3));
  }

  @Test
  void theEndOfTheServerClosesACallThatRuns() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    world.tools.tool(
        "look",
        (_, _) -> {
          runs.countDown();
          new CountDownLatch(1).await();
          return ToolResult.text("never");
        });
    world.model.answer(calls("c1", "look", JsonObject.EMPTY));
    Subscription reader = world.bus.subscribe(id, 0);
    world.bus.start("r1", World.user(id, "Go"));
    runs.await();

    world.bus.turns().close();
    while (!reader.hasEnded()) {
      var _ = reader.next(Duration.ofSeconds(20));
    }

    assertEquals(
        "user:result c1 failed Interrupted by the end of the server; it may have run.",
        world.outline(id).getLast());
  }

  @Test
  void theNextTurnTellsTheModelWhatAKilledServerLeftOpen() {
    leaveOpen();
    world.model.answer(says("I see"));

    world.say(id, "And now?");

    assertEquals(
        List.of("user:Go", "assistant:call c1", CUT_OFF, "user:And now?", "assistant:I see"),
        world.outline(id));
    List<Message> heard = world.model.requests().getLast().messages();
    assertTrue(heard.stream().anyMatch(Message::hasToolResponse), heard::toString);
  }

  @Test
  void aSessionThatIsOpenedGetsItsOpenCallsClosedOnce() throws Exception {
    leaveOpen();

    world.bus.turns().closeLeftOpen(id);
    world.bus.turns().closeLeftOpen(id);

    assertEquals(List.of("user:Go", "assistant:call c1", CUT_OFF), world.outline(id));
  }

  @Test
  void theCallsOfARunningTurnAreLeftToIt() throws Exception {
    leaveOpen();
    try (Lease _ = world.leases.acquire(id)) {
      world.bus.turns().closeLeftOpen(id);
    }

    assertEquals(List.of("user:Go", "assistant:call c1"), world.outline(id));
  }

  /// The rule: who opens a session on a full disk reads it, and a turn can run once there is room.
  @Test
  void callsThatCannotBeClosedKeepNobodyFromReading() throws Exception {
    leaveOpen();
    ConversationStore full =
        (ConversationStore)
            Proxy.newProxyInstance(
                ConversationStore.class.getClassLoader(),
                new Class<?>[] {ConversationStore.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("answer")) {
                    throw new StorageException("no space left", null);
                  }
                  return method.invoke(world.conversations, arguments);
                });

    ReplyToMessage replies =
        new ReplyToMessage(
            world.agents,
            AgentCatchUp.NONE,
            world.sessions,
            full,
            world.questions,
            world.commands(),
            world.turnHooks(),
            new Unasked(),
            world.purse.budgets,
            world.clock);

    world.bus(replies, Runnable::run).turns().closeLeftOpen(id);

    try (Lease free = world.leases.acquire(id, Duration.ZERO).orElseThrow()) {
      assertEquals(
          List.of("user:Go", "assistant:call c1"), world.outline(id), () -> "held " + free);
    }
  }

  @Test
  void anAcceptedMessageIsStored() throws Exception {
    for (int turn = 0; turn < 20; turn++) {
      SessionId fresh = world.session(GooseMode.AUTO);
      world.model.answer(says("Hi"));

      world.bus.start("r1", World.user(fresh, "Go"));

      assertEquals("user:Go", world.outline(fresh).getFirst());
    }
  }

  private record Unasked() implements TurnEngine {
    @Override
    public void goOn(Start start, List<OpenCalls> open) {}

    @Override
    public void run(Start start) {
      throw new AssertionError("no turn was started");
    }

    @Override
    public void compact(Start start) {
      throw new AssertionError("no turn was started");
    }
  }

  private void leaveOpen() {
    world.conversations.append(
        id,
        List.of(
            Message.user("u", World.NOW, new Content.Text("Go")),
            Message.assistant("a", World.NOW, request("c1"))));
  }

  private static Content.ToolRequest request(String callId) {
    return new Content.ToolRequest(callId, Outcome.success(new ToolCall("look", JsonObject.EMPTY)));
  }
}
