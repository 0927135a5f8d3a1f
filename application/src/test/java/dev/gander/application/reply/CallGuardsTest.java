package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Four calls in one answer: a hook objects to the first, an inspector to the second, the third is
/// of a tool that has changed since it was allowed, and nobody minds the last.
class CallGuardsTest {
  private final World world = new World();
  private final SessionId id;

  CallGuardsTest() {
    for (String tool : List.of("shell", "write", "view")) {
      world.tools.tool(tool, _ -> "ran");
      world.permissions.setUserLevel(tool, PermissionLevel.ALWAYS_ALLOW);
    }
    world.box.tool("send", _ -> "sent");
    world.permissions.setUserLevel("box__send", PermissionLevel.ALWAYS_ALLOW);
    Tool before = new Tool("box__send", "Did less.", JsonObject.EMPTY, JsonObject.EMPTY);
    world.pins.replace("box__send", ToolPin.of(before, JsonText::write));
    world.hookFiles.put("p", HookEvent.PRE_TOOL_USE, "^shell$", "echo not now >&2; exit 2");
    world.adversary.write("tools: write\n---\n");
    world.model.when(
        request -> request.messages().getFirst().text().contains("\nThe rules:\n"),
        says("BLOCK\nNo."));
    world.model.answer(
        start("a")
            .call("c1", "shell", JsonObject.EMPTY)
            .call("c2", "write", JsonObject.EMPTY)
            .call("c3", "box__send", JsonObject.EMPTY)
            .call("c4", "view", JsonObject.EMPTY));
    world.model.answer(says("done"));
    id = world.session(GooseMode.APPROVE, "t", "box");
  }

  @Test
  void eachCallIsJudgedForItselfAndNothingRunsBeforeTheUserHasAnswered() throws Exception {
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:may c3?");
    assertNothingHasRun();

    world.confirm(id, "c3", ConfirmationAction.ALLOW_ONCE);
    turn.join();

    List<String> stored = world.outline(id);
    assertEquals(10, stored.size(), stored::toString);
    assertTrue(stored.get(2).contains("result c1 error -32603") && stored.get(2).contains("hook"));
    assertTrue(stored.get(4).startsWith("user:result c2 failed The adversary"), stored.get(4));
    assertEquals("user:result c3 sent", stored.get(6));
    assertEquals("user:result c4 ran", stored.get(8));
    assertEquals("assistant:done", stored.get(9));
    assertEquals(1, world.hookCommands.ran().size());
    assertEquals(List.of("view"), world.tools.calls().stream().map(it -> it.tool()).toList());
  }

  @Test
  void aTurnThatIsCancelledMeanwhileRunsNothingAndAnswersEachCall() throws Exception {
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:may c3?");

    turn.cancel();

    assertNothingHasRun();
    List<String> stored = world.outline(id);
    assertEquals(9, stored.size(), stored::toString);
    for (int call = 1; call <= 4; call++) {
      String answer = stored.get(2 * call);
      assertTrue(answer.startsWith("user:result c" + call), stored::toString);
    }
  }

  private void assertNothingHasRun() {
    assertEquals(List.of(), world.hookCommands.ran());
    assertEquals(List.of(), world.tools.calls());
    assertEquals(List.of(), world.box.calls());
  }
}
