package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.WorkContext;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A provider that is an agent itself.
class AgentProviderTest {
  private final World world = new World();

  AgentProviderTest() {
    world.model.beingAnAgent();
  }

  private static ScriptedAnswer asking() {
    var question =
        new Action.ToolConfirmation("q1", "Bash", JsonObject.EMPTY, null, JsonObject.EMPTY);
    return start("a").text("Look: ").ask(question, says("allowed"), says("denied"));
  }

  @Test
  void itsQuestionWaitsForTheUser() throws Exception {
    SessionId id = world.session(GooseMode.APPROVE);
    world.model.answer(asking());
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:may q1?");
    world.confirm(id, "q1", ConfirmationAction.ALWAYS_ALLOW);
    turn.join();

    assertEquals(List.of("user:Go", "assistant:Look: ", "assistant:allowed"), world.outline(id));
    assertEquals(Optional.empty(), world.permissions.userLevel("Bash"));
    TurnEvent.MessageArrived question = (TurnEvent.MessageArrived) world.events.get(1);
    assertNull(question.message().id());
    assertFalse(question.message().isAgentVisible());
  }

  @Test
  void whatTheUserDeclinesGoesBackToIt() throws Exception {
    SessionId id = world.session(GooseMode.APPROVE);
    world.model.answer(asking());
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:may q1?");
    world.confirm(id, "q1", ConfirmationAction.DENY_ONCE);
    turn.join();

    assertEquals("assistant:denied", world.outline(id).getLast());
  }

  @Test
  void aCancelledTurnDoesNotWaitForTheUser() throws Exception {
    SessionId id = world.session(GooseMode.APPROVE);
    world.model.answer(asking());
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:may q1?");
    turn.cancel();

    assertEquals(List.of("user:Go", "assistant:Look: "), world.outline(id));
  }

  private static Message call(String id) {
    JsonObject meta = JsonObject.of("goose.external_dispatch", Json.of(true));
    return Message.assistant(
        "call-" + id,
        1,
        new Content.ToolRequest(
            id,
            Outcome.success(new ToolCall("Bash", JsonObject.EMPTY)),
            JsonObject.of("_meta", meta)));
  }

  private static Message result(String id) {
    return Message.user(
        "result-" + id, 1, new Content.ToolResponse(id, Outcome.success(ToolResult.text("ran"))));
  }

  private static ScriptedAnswer.Step step(Message message) {
    return new ScriptedAnswer.Step.Emit(Delta.of(message));
  }

  @Test
  void whatItDoesIsStoredWhileItGoesOn() throws Exception {
    SessionId id = world.session(GooseMode.AUTO);
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch on = new CountDownLatch(1);
    world.model.answer(
        start("a")
            .text("Look: ")
            .then(step(call("c1")))
            .then(step(result("c1")))
            .then(step(call("c2")))
            .pause(there, on)
            .then(step(result("c2")))
            .then(step(Message.assistant("b", 1, new Content.Text("Done.")))));
    World.RunningTurn turn = world.begin(id, "Go");
    there.await();
    assertEquals(
        List.of(
            "user:Go",
            "assistant:Look: ",
            "assistant:call c1",
            "user:result c1 ran",
            "assistant:call c2"),
        world.outline(id));
    on.countDown();
    turn.join();

    assertEquals(
        List.of("assistant:call c2", "user:result c2 ran", "assistant:Done."),
        world.outline(id).subList(4, 7));
    assertTrue(world.tools.calls().isEmpty());
  }

  @Test
  void aCallThatWasCutOffHasAResult() throws Exception {
    SessionId id = world.session(GooseMode.AUTO);
    CountDownLatch there = new CountDownLatch(1);
    world.model.answer(start("a").text("Look: ").then(step(call("c1"))).hang(there));
    World.RunningTurn turn = world.begin(id, "Go");
    there.await();
    turn.cancel();

    assertEquals(
        List.of(
            "user:Go",
            "assistant:Look: ",
            "assistant:call c1",
            "user:result c1 failed The turn ended before this call did."),
        world.outline(id));
  }

  @Test
  void itIsToldWhereItWorks() {
    world.say(world.session(GooseMode.CHAT), "Go");

    McpServer server = new McpServer.Stdio("t", "scripted", List.of(), Map.of());
    assertEquals(
        new WorkContext(Path.of("/work"), GooseMode.CHAT, List.of(server)),
        world.model.lastRequest().workContext());
  }

  @Test
  void itIsNotAskedForTheNameOfASession() {
    world.settings.put("GOOSE_DISABLE_SESSION_NAMING", Json.of(false));
    SessionId id = world.session(GooseMode.AUTO);
    world.say(id, "find  out why\nit is slow");
    world.background.forEach(Runnable::run);

    assertEquals("find out why it", world.sessions.get(id).name().text());
    assertEquals(1, world.model.requests().size());
  }

  @Test
  void itIsClosedWhenAnotherTakesItsPlace() throws Exception {
    SessionId id = world.session(GooseMode.AUTO);
    var next = new ConfiguredModel(new ScriptedProvider(), ModelConfig.of("m"), null);
    world.agents.get(id).useModel(next);

    assertTrue(world.model.isClosed());
    assertFalse(((ScriptedProvider) next.provider()).isClosed());
  }

  @Test
  void itIsClosedWithItsSession() throws Exception {
    SessionId id = world.session(GooseMode.AUTO);
    world.agents.get(id);
    assertFalse(world.model.isClosed());
    world.agents.stop(id);

    assertTrue(world.model.isClosed());
  }

  @Test
  void aModelThatComesTooLateIsClosed() throws Exception {
    SessionId id = world.session(GooseMode.AUTO);
    var agent = world.agents.get(id);
    world.agents.stop(id);
    var late = new ScriptedProvider();
    agent.useModel(new ConfiguredModel(late, ModelConfig.of("m"), null));

    assertTrue(late.isClosed());
  }
}
