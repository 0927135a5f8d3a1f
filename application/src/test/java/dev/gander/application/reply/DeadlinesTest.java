package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happens to a turn whose tools or whose compaction take too long, or that wants too much.
class DeadlinesTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    over.countDown();
  }

  @Test
  void aToolThatHangsIsAnsweredEvenIfItDoesNotListen() {
    world.settings.put("GANDER_TOOL_TIMEOUT", Json.of(1));
    world.tools.tool("deaf", (_, _) -> untilTheEnd());
    world.tools.tool("quick", _ -> "quick");
    world.model.answer(
        start("a")
            .call("c1", "deaf", JsonObject.EMPTY)
            .call("c2", "quick", JsonObject.EMPTY)
            .usage(1, 1));

    List<String> events = World.outline(world.say(id, "Go"));

    String late =
        "user:result c1 error -32603: The tool did not end within 1 s (GANDER_TOOL_TIMEOUT); it was"
            + " stopped.";
    assertTrue(events.contains(late), events::toString);
    assertTrue(events.contains("user:result c2 quick"), events::toString);
    assertTrue(world.outline(id).contains(late));
    assertEquals(
        List.of("assistant:done", "finish"), events.subList(events.size() - 2, events.size()));
  }

  @Test
  void theClockOfAToolStandsStillWhileTheUserIsAsked() throws Exception {
    world.settings.put("GANDER_TOOL_TIMEOUT", Json.of(1));
    world.tools.tool(
        "greet",
        (_, progress) -> {
          Elicited answer = progress.elicit("Who?", JsonObject.EMPTY);
          return ToolResult.text(answer.action());
        });
    world.model.answer(calls("c1", "greet", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:ask Who?");
    long patient = System.nanoTime() + Duration.ofMillis(1500).toNanos();
    Eventually.holds(() -> System.nanoTime() > patient);

    world.reply(ElicitationTest.answer(id, world.elicitations(id).getFirst(), null));
    turn.join();

    assertTrue(world.outline(id).contains("user:result c1 accept"), world.outline(id)::toString);
  }

  @Test
  void hooksAreNotTheToolsTime() {
    world.settings.put("GANDER_TOOL_TIMEOUT", Json.of(1));
    world.hookFiles.put("p", HookEvent.PRE_TOOL_USE, "", "sleep 2");
    world.hookFiles.put("p", HookEvent.POST_TOOL_USE, "", "sleep 2");
    world.tools.tool("quick", _ -> "quick");
    world.model.answer(calls("c1", "quick", JsonObject.EMPTY));

    List<String> events = World.outline(world.say(id, "Go"));

    assertTrue(events.contains("user:result c1 quick"), events::toString);
    assertEquals(2, world.hookCommands.ran().size());
  }

  @Test
  void callsAboveTheLimitAreAnsweredButNotRun() {
    world.settings.put("GANDER_MAX_TOOL_CALLS", Json.of(2));
    world.tools.tool("count", call -> "ran " + call.text("n").orElse(""));
    world.model.answer(manyCalls(4));

    List<String> events = World.outline(world.say(id, "Go"));

    assertEquals(2, world.tools.calls().size());
    String refused =
        " error -32603: This call was not run: the answer has 4 tool calls, of which only the first"
            + " 2 are run (GANDER_MAX_TOOL_CALLS). Wait for their results before you call more.";
    assertEquals(
        List.of(
            "user:result c0 ran 0",
            "user:result c1 ran 1",
            "user:result c2" + refused,
            "user:result c3" + refused),
        events.stream().filter(line -> line.startsWith("user:result")).toList());
    assertEquals("finish", events.getLast());
    assertEquals(
        List.of("c0", "c1", "c2", "c3"),
        world.model.lastRequest().messages().stream()
            .flatMap(message -> message.content().stream())
            .filter(Content.ToolResponse.class::isInstance)
            .map(block -> ((Content.ToolResponse) block).id())
            .toList());
  }

  @Test
  void aThousandCallsInOneAnswerCostNoMoreThanTheirAnswers() {
    world.tools.tool("count", _ -> "ran");
    world.model.answer(manyCalls(1_000));

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(100, world.tools.calls().size());
    assertEquals(
        1_000, World.outline(events).stream().filter(it -> it.startsWith("user:result")).count());
  }

  @Test
  void theUserIsNotAskedAboutCallsThatAreNotRun() throws Exception {
    SessionId careful = world.session(GooseMode.APPROVE);
    world.settings.put("GANDER_MAX_TOOL_CALLS", Json.of(1));
    world.tools.tool("count", _ -> "ran");
    world.model.answer(manyCalls(2));
    World.RunningTurn turn = world.begin(careful, "Go");
    world.awaitEvent("assistant:may c0?");

    world.confirm(careful, "c0", ConfirmationAction.ALLOW_ONCE);
    turn.join();

    assertTrue(World.outline(world.events).contains("user:result c0 ran"));
    assertTrue(World.outline(world.events).stream().noneMatch("assistant:may c1?"::equals));
  }

  @Test
  void aSummaryThatHangsEndsTheTurnAndLosesNothing() {
    world.settings.put("GANDER_COMPACTION_TIMEOUT", Json.of(1));
    world.settings.put("GOOSE_AUTO_COMPACT_THRESHOLD", Json.of(0.001));
    world.model.answer(start("a").text("first").usage(1000, 20));
    world.say(id, "one");
    world.model.answer(start("s").hang(new CountDownLatch(1)));

    List<String> events = World.outline(world.say(id, "two"));

    assertTrue(
        events
            .get(2)
            .contains("the conversation was not summed up within 1 s (GANDER_COMPACTION_TIMEOUT)"),
        events::toString);
    assertEquals("finish", events.getLast());
    assertEquals(List.of("user:one", "assistant:first", "user:two"), world.outline(id));
  }

  private static ScriptedAnswer manyCalls(int count) {
    return start("a")
        .content(
            IntStream.range(0, count)
                .mapToObj(n -> new ToolCall("count", JsonObject.of("n", Json.of("" + n))))
                .map(call -> new Content.ToolRequest("c" + n(call), Outcome.success(call)))
                .toArray(Content[]::new))
        .usage(1, 1);
  }

  private static String n(ToolCall call) {
    return call.arguments().text("n").orElseThrow();
  }

  private ToolResult untilTheEnd() {
    while (over.getCount() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return ToolResult.text("too late");
  }
}
