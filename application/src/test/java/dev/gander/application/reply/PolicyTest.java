package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rules of `policy.yaml` in a turn.
class PolicyTest {
  private static final String RULES =
      """
      {"otherwise": "allow",
       "deny": [{"name": "no-rm", "reason": "Use the bin.", "command": "rm *"}],
       "ask": [{"command": "git push *"}]}
      """;

  private final World world = new World();

  PolicyTest() {
    world.tools.tool("shell", _ -> "ran");
    world.tools.tool("write", _ -> "written");
  }

  @ParameterizedTest
  @EnumSource(names = "CHAT", mode = EnumSource.Mode.EXCLUDE)
  void whatIsDeniedRunsInNoModeWhateverTheUserAllowed(GooseMode mode) throws Exception {
    write(RULES);
    world.permissions.setUserLevel("shell", PermissionLevel.ALWAYS_ALLOW);
    SessionId id = session(mode, "ls && sudo rm -rf /");

    world.say(id, "Go");

    String result = world.outline(id).get(2);
    assertTrue(result.startsWith("user:result c1 failed The policy denies this call: "), result);
    assertTrue(result.contains("rule 'no-rm' (deny 1 in policy.yaml)"), result);
    assertTrue(result.contains("- rm -rf /\n  Use the bin."), result);
    assertEquals(List.of(), world.tools.calls());
  }

  @ParameterizedTest
  @EnumSource(names = "CHAT", mode = EnumSource.Mode.EXCLUDE)
  void whatIsAskedAboutIsAskedInEachModeAndEachTime(GooseMode mode) throws Exception {
    write(RULES);
    SessionId id = session(mode, "git push --force");
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:may c1?");
    world.confirm(id, "c1", ConfirmationAction.ALWAYS_ALLOW);
    turn.join();
    assertEquals("user:result c1 ran", world.outline(id).get(2));

    answer("c2", "git push");
    turn = world.begin(id, "Again");
    world.awaitEvent("assistant:may c2?");
    world.confirm(id, "c2", ConfirmationAction.DENY_ONCE);
    turn.join();

    assertEquals(1, world.tools.calls().size());
  }

  @Test
  void whatIsAllowedIsLeftToTheMode() throws Exception {
    write(RULES);
    SessionId id = session(GooseMode.AUTO, "git status");

    world.say(id, "Go");

    assertEquals("user:result c1 ran", world.outline(id).get(2));
  }

  @Test
  void withABrokenFileNothingRuns() throws Exception {
    write("{\"dney\": []}");
    SessionId id = session(GooseMode.AUTO, "git status");

    world.say(id, "Go");

    String result = world.outline(id).get(2);
    assertTrue(result.contains("policy.yaml is broken: unknown member"), result);
    assertEquals(List.of(), world.tools.calls());

    write(RULES);
    answer("c2", "git status");
    world.say(id, "Again");
    assertEquals(1, world.tools.calls().size());
  }

  private void write(String json) {
    world.policy.write(JsonText.parse(json));
  }

  private SessionId session(GooseMode mode, String command) {
    answer("c1", command);
    return world.session(mode);
  }

  private void answer(String call, String command) {
    world.model.answer(
        start("a").call(call, "shell", JsonObject.builder().put("command", command).build()));
    world.model.answer(says("done"));
  }
}
