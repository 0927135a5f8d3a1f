package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldToolCallsTest {
  private final World world = new World();
  private SessionId id = new SessionId("");

  @BeforeEach
  void oneCallIsKept() {
    world.settings.put("GOOSE_TOOL_CALL_CUTOFF", Json.of(1));
    id = world.session(GooseMode.AUTO);
  }

  @Test
  void theOldestCallsAreSummedUpForTheNextTurn() {
    world.model.when(this::isSummary, request -> says("did " + callIn(request)));
    calls(12);

    world.model.answer(says("first"));
    assertEquals(List.of("assistant:first", "finish"), World.outline(world.say(id, "one")));
    world.say(id, "two");

    List<String> seen = world.model.lastRequest().messages().stream().map(Outline::of).toList();
    assertTrue(seen.getFirst().contains("did c0"), seen::toString);
    assertTrue(seen.getFirst().contains("did c9"), seen::toString);
    assertEquals(
        List.of("assistant:call c10", "user:result c10 r", "assistant:call c11"),
        seen.subList(1, 4));
  }

  @Test
  void theUserStillSeesTheCallsAndNoSummary() {
    world.model.when(this::isSummary, says("done that"));
    calls(12);

    world.say(id, "one");

    List<String> shown =
        world.stored(id).stream()
            .filter(message -> message.metadata().userVisible())
            .map(Outline::of)
            .toList();
    assertEquals(1 + 24 + 2, shown.size());
    assertTrue(shown.contains("assistant:call c0"));
  }

  @Test
  void aSummaryStandsWhereItsCallStood() {
    world.model.when(this::isSummary, says("done that"));
    calls(12);

    world.say(id, "one");

    List<Message> stored = world.stored(id);
    assertEquals(
        List.of(false, false, true),
        stored.subList(1, 4).stream().map(Message::isAgentVisible).toList());
    assertEquals(stored.get(2).created(), stored.get(3).created());
  }

  @Test
  void fewCallsAreLeftAsTheyAre() {
    calls(11);

    world.say(id, "one");

    assertEquals(1, world.model.requests().size());
  }

  @Test
  void itCanBeSwitchedOff() {
    world.settings.put("GOOSE_TOOL_PAIR_SUMMARIZATION", Json.of(false));
    calls(12);

    world.say(id, "one");

    assertEquals(1, world.model.requests().size());
  }

  @Test
  void aModelThatMindsItsContextIsLeftAlone() {
    world.model.managingItsOwnContext();
    calls(12);

    world.say(id, "one");

    assertEquals(1, world.model.requests().size());
  }

  @Test
  void aCallWithoutASummaryStaysAsItIs() {
    world.model.when(
        this::isSummary,
        request ->
            callIn(request).equals("c3")
                ? start("x").fail(new ProviderException.ServerError("down", null))
                : says(callIn(request).equals("c4") ? "" : "done that"));
    calls(12);

    List<TurnEvent> events = world.say(id, "one");

    assertEquals("finish", World.outline(events).getLast());
    assertEquals(
        List.of("call c3", "call c4", "call c10", "call c11"),
        world.stored(id).stream()
            .filter(Message::isAgentVisible)
            .map(Outline::of)
            .filter(line -> line.contains("call c"))
            .map(line -> line.substring("assistant:".length()))
            .toList());
  }

  @Test
  void aCancelledTurnGivesUpOnSummaries() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    world.model.when(this::isSummary, ScriptedAnswer.start("s").hang(asked));
    calls(12);

    World.RunningTurn turn = world.begin(id, "one");
    asked.await();
    turn.cancel();

    assertEquals("finish", World.outline(world.events).getLast());
    assertEquals(1 + 24, world.stored(id).stream().filter(m -> m.created() < 100).count());
    assertTrue(world.stored(id).stream().allMatch(Message::isAgentVisible));
  }

  private void calls(int count) {
    List<Message> history = new ArrayList<>();
    history.add(Message.user("m", 1, new Content.Text("work")));
    IntStream.range(0, count).forEach(i -> history.addAll(pair(i)));
    world.conversations.append(id, history);
  }

  private static List<Message> pair(int i) {
    String call = "c" + i;
    JsonObject arguments = JsonObject.of("name", Json.of("<" + call + ">"));
    return List.of(
        Message.assistant(
            "a" + i,
            2 + i,
            new Content.ToolRequest(call, Outcome.success(new ToolCall("look", arguments)))),
        Message.user(
            "b" + i, 2 + i, new Content.ToolResponse(call, Outcome.success(ToolResult.text("r")))));
  }

  private boolean isSummary(ProviderRequest request) {
    return request.messages().getLast().text().contains("tool_request(look)");
  }

  private static String callIn(ProviderRequest request) {
    String text = request.messages().getLast().text();
    return text.substring(text.indexOf('<') + 1, text.indexOf('>'));
  }
}
