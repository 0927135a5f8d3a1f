package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.budget.UsageEntry.ModelCall;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedInterpreter.Question;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToolShimTest {
  private static final String CALL = "{\"name\":\"look\",\"arguments\":{\"times\":\"2\"}}";
  private static final String CALL_ID = "00000000-0000-0000-0000-000000000002";

  private final World world = new World();
  private final SessionId id = shimmed();

  private SessionId shimmed() {
    world.settings.put("GOOSE_TOOLSHIM", Json.of("on"));
    world.tools.tool(look(), (call, _) -> answer(call.arguments()));
    return world.session(GooseMode.AUTO);
  }

  @Test
  void aCallInTheTextRunsAndTheModelReadsItsResult() {
    world.model.answer(
        start("a").text(CALL.substring(0, 12)).usage(10, 5).text(CALL.substring(12)));
    world.model.answer(says("Twice."));

    List<TurnEvent> events = world.say(id, "Look");

    List<String> conversation =
        List.of("assistant:call " + CALL_ID, "user:result " + CALL_ID + " saw {\"times\":2}");
    assertEquals(
        List.of(conversation.getFirst(), conversation.getLast(), "assistant:Twice.", "finish"),
        World.outline(events));
    ProviderRequest second = world.model.lastRequest();
    assertEquals(
        List.of(
            "{\"name\":\"look\",\"arguments\":{\"times\":2}}", "Tool result:\nsaw {\"times\":2}"),
        second.messages().stream().skip(1).map(Message::text).toList());
    assertTrue(second.messages().getLast().content().getLast() instanceof Content.Image);
  }

  @Test
  void theModelIsToldAboutToolsInWordsOnly() {
    world.model.answer(says("Hello!"));

    world.say(id, "Hi");

    ProviderRequest asked = world.model.lastRequest();
    assertEquals(List.of(), asked.tools());
    assertTrue(
        asked.system().contains("## look\nLooks around\nArguments (JSON Schema): {\"type\":"),
        asked.system());
    assertEquals(
        List.of(new Question("Hello!", ScriptedInterpreter.USUAL)), world.interpreter.questions());
  }

  @Test
  void theJudgeOfToolsIsHelpedAsWell() {
    SessionId smart = world.session(GooseMode.SMART_APPROVE);
    world.model.answer(says(CALL));
    world.model.answer(
        says(
            "{\"name\":\"platform__tool_by_tool_permission\","
                + "\"arguments\":{\"read_only_tools\":[\"look\"]}}"));

    world.say(smart, "Look");

    assertEquals(1, world.tools.calls().size());
    assertTrue(world.model.requests().stream().allMatch(request -> request.tools().isEmpty()));
  }

  @Test
  void anAnswerThatBreaksOffIsWordsAndNothingIsRun() {
    world.model.answer(
        start("a").text(CALL).fail(new ProviderException.RequestFailed("cut", null)));

    List<TurnEvent> events = world.say(id, "Look");

    assertEquals("assistant:" + CALL, World.outline(events).getFirst());
    assertEquals(List.of("user:Look", "assistant:" + CALL), world.outline(id));
    assertEquals(List.of(), world.tools.calls());
  }

  @Test
  void aCancelEndsAnAnswerThatIsHeldBack() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    world.model.answer(start("a").text("Let me").hang(reached));

    World.RunningTurn turn = world.begin(id, "Look");
    reached.await();
    turn.cancel();

    assertEquals(List.of("assistant:Let me", "finish"), World.outline(world.events));
    assertEquals(List.of("user:Look", "assistant:Let me"), world.outline(id));
  }

  @Test
  void aCancelEndsTheWaitForTheInterpreter() throws InterruptedException {
    world.interpreter.silent();
    world.model.answer(says("I look around."));

    World.RunningTurn turn = world.begin(id, "Look");
    world.interpreter.awaitQuestion();
    turn.cancel();

    assertEquals(List.of("assistant:I look around.", "finish"), World.outline(world.events));
    assertEquals(List.of("user:Look", "assistant:I look around."), world.outline(id));
  }

  @Test
  void theInterpreterIsPaidByTheTurn() {
    world.model.answer(says(CALL)).answer(says("I have looked."));

    world.say(id, "Look");

    ModelCall paid = paid().getFirst();
    assertEquals("interpreters/" + ScriptedInterpreter.USUAL, paid.provider() + "/" + paid.model());
    assertEquals(
        List.of(ScriptedInterpreter.INPUT, ScriptedInterpreter.OUTPUT),
        List.of(paid.tokens().input(), paid.tokens().output()));
    assertEquals(1, paid().size(), "the first answer needed no interpreter");
  }

  @Test
  void aReplyThatIsNotUnderstoodIsPaidAndOneThatNeverCameIsNot() {
    world.interpreter.confused();
    world.model.answer(says("Hello!")).answer(says("Hello again!"));
    world.say(id, "Hi");
    assertEquals(ScriptedInterpreter.INPUT, paid().getFirst().tokens().input());

    world.interpreter.failing(new ProviderException.NetworkError("gone", null));
    world.say(id, "Hi");
    assertEquals(0, paid().getLast().tokens().input());
  }

  @Test
  void aBudgetHoldsForTheInterpreterAndTheWordsAreShown() {
    world.settings.put(
        "GANDER_BUDGETS", JsonObject.of("turn", JsonObject.of("model_calls", Json.of(1))));
    world.model.answer(says("I look around."));

    List<TurnEvent> events = world.say(id, "Look");

    assertEquals(List.of(), world.interpreter.questions());
    assertEquals("assistant:I look around.", World.outline(events).getFirst());
    assertTrue(World.outline(events).get(1).startsWith("assistant:Budget spent: this turn"));
    assertEquals(
        TurnEvent.Finished.Ending.BUDGET_SPENT, ((TurnEvent.Finished) events.getLast()).ending());
  }

  /// What was recorded for the interpreter.
  private List<ModelCall> paid() {
    return world.purse.ledger.entries().stream()
        .flatMap(entry -> Stream.ofNullable(entry.call()))
        .filter(call -> call.purpose() == CallPurpose.TOOL_CALLS)
        .toList();
  }

  private static Tool look() {
    JsonObject schema =
        JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.of("times", JsonObject.of("type", Json.of("integer"))))
            .build();
    return new Tool("look", "Looks around", schema, JsonObject.EMPTY);
  }

  private static ToolResult answer(JsonObject arguments) {
    return ToolResult.of(
        List.of(
            new ToolContent.Text("saw " + JsonText.write(arguments)),
            new ToolContent.Image("AAAA", "image/png", JsonObject.EMPTY)));
  }
}
