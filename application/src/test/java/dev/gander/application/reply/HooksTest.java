package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.tool.ScriptedHookCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HooksTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final AtomicInteger runs = new AtomicInteger();

  HooksTest() {
    world.tools.tool(
        "shell",
        _ -> {
          runs.incrementAndGet();
          return "a b";
        });
  }

  @Test
  void aMessageIsToldBeforeItIsStored() {
    hook(HookEvent.USER_PROMPT_SUBMIT, "^Hi", "exit 2");
    world.model.answer(says("hello"));

    world.say(id, "Hi you");
    world.say(id, "/goal Hi");

    assertEquals(
        List.of(
            "/work {\"event\":\"UserPromptSubmit\",\"session_id\":\""
                + id
                + "\",\"matcher_context\":\"Hi you\",\"message\":\"Hi you\","
                + "\"working_dir\":\"/work\"}"),
        heard());
    assertEquals(List.of("user:Hi you", "assistant:hello"), world.outline(id).subList(0, 2));
  }

  @Test
  void eventsAroundACallComeInTheirOrder() {
    for (HookEvent event : HookEvent.values()) {
      hook(event, "", "echo " + event.wire());
    }
    world.model.answer(call("shell")).answer(says("done"));

    world.say(id, "Go");

    assertEquals(
        List.of(
            "UserPromptSubmit",
            "PreToolUse",
            "BeforeShellExecution",
            "PostToolUse",
            "AfterShellExecution",
            "Stop"),
        world.hookCommands.ran().stream().map(run -> run.command().substring(5)).toList());
    String after = world.hookCommands.ran().get(4).input();
    assertTrue(
        after.contains(
            "\"matcher_context\":\"ls\",\"tool_name\":\"shell\","
                + "\"tool_input\":{\"command\":\"ls\"},\"tool_output\":\"a b\""),
        after);
    assertTrue(
        world.hookCommands.ran().getLast().input().contains("\"last_assistant_message\":\"done\""));
  }

  @Test
  void filesThatAreReadAndEditedAreTold() {
    world.tools.tool("view", _ -> "text").tool("write", _ -> "written");
    world.box.tool("edit_file", _ -> "edited");
    SessionId both = world.session(GooseMode.AUTO, "t", "box");
    hook(HookEvent.BEFORE_READ_FILE, "", "echo read");
    hook(HookEvent.AFTER_FILE_EDIT, "\\.txt$", "echo edited");
    Json path = Json.of("a.txt");
    world
        .model
        .answer(call("view", "path", path))
        .answer(call("write", "path", path))
        .answer(call("box__edit_file", "path", path))
        .answer(call("write", "path", Json.of("a.md")))
        .answer(says("done"));

    world.say(both, "Go");

    assertEquals(
        List.of("echo read", "echo edited", "echo edited"),
        world.hookCommands.ran().stream().map(ScriptedHookCommands.Run::command).toList());
  }

  @Test
  void aCallThatFailsIsToldAsFailed() {
    world.tools.tool("broken", (_, _) -> ToolResult.error("no"));
    hook(HookEvent.POST_TOOL_USE, "", "echo fine");
    hook(HookEvent.POST_TOOL_USE_FAILURE, "broken|none", "echo failed");
    world.model.answer(call("broken")).answer(call("none")).answer(says("done"));

    world.say(id, "Go");

    assertEquals(
        List.of("echo failed", "echo failed"),
        world.hookCommands.ran().stream().map(ScriptedHookCommands.Run::command).toList());
  }

  @Test
  void anExitCodeOf2KeepsAToolFromRunning() {
    hook(HookEvent.PRE_TOOL_USE, "^shell$", "echo not on Sundays >&2; exit 2");
    hook(HookEvent.PRE_TOOL_USE, "", "echo second");
    hook(HookEvent.POST_TOOL_USE_FAILURE, "", "echo after");
    world.model.answer(call("shell")).answer(says("done"));

    world.say(id, "Go");

    assertEquals(0, runs.get());
    assertEquals(1, world.hookCommands.ran().size(), "nothing else is asked or told");
    assertEquals(
        List.of(
            "user:Go",
            "assistant:call c1",
            "user:result c1 error -32603: The tool was not run, since a hook objects"
                + " (plugin p: not on Sundays). Do not retry the same call.",
            "assistant:done"),
        world.outline(id));
  }

  /// What two hooks do at the same time might not fit together.
  @Test
  void callsOfOneAnswerAreAskedAboutOneByOne() {
    hook(HookEvent.PRE_TOOL_USE, "", "sleep 0; echo no >&2; exit 2");
    world.model.answer(
        ScriptedAnswer.start("m")
            .call("c1", "shell", JsonObject.of("command", Json.of("1")))
            .call("c2", "shell", JsonObject.of("command", Json.of("2")))
            .call("c3", "shell", JsonObject.of("command", Json.of("3"))));
    world.model.answer(says("done"));

    world.say(id, "Go");

    assertEquals(1, world.hookCommands.mostAtOnce());
    List<String> asked =
        world.hookCommands.ran().stream()
            .map(run -> run.input().replaceAll(".*\"command\":\"(.)\".*", "$1"))
            .toList();
    assertEquals(List.of("1", "2", "3"), asked);
    assertEquals(0, runs.get());
  }

  @Test
  void aDecisionOnTheOutputKeepsAToolFromRunning() {
    hook(HookEvent.PRE_TOOL_USE, "", "echo {\"decision\":\"block\",\"reason\":\"no\"}");
    world.model.answer(call("shell")).answer(says("done"));

    world.say(id, "Go");

    assertEquals(0, runs.get());
    String told = String.join("\n", world.outline(id));
    assertTrue(told.contains("(plugin p: no)"), told);
  }

  @Test
  void aHookThatFailsObjectsToNothing() {
    hook(HookEvent.PRE_TOOL_USE, "", "exit 1");
    hook(HookEvent.PRE_TOOL_USE, "", "break");
    hook(HookEvent.PRE_TOOL_USE, "", "echo {\"decision\":");
    hook(HookEvent.PRE_TOOL_USE, "", "echo {\"decision\":\"allow\"}");
    world.hookFiles.put("p", HookEvent.PRE_TOOL_USE, "", "sleep 60", Duration.ofMillis(1));
    hook(HookEvent.PRE_TOOL_USE, "^no", "exit 2");
    hook(HookEvent.BEFORE_SHELL_EXECUTION, "", "exit 2");
    world.model.answer(call("shell")).answer(says("done"));

    world.say(id, "Go");

    assertEquals(1, runs.get());
  }

  @Test
  void aHookIsEndedWithItsTurn() throws Exception {
    hook(HookEvent.PRE_TOOL_USE, "", "sleep 300");
    world.model.answer(call("shell"));
    World.RunningTurn turn = world.begin(id, "Go");
    Eventually.holds(() -> world.hookCommands.running() == 1);

    turn.cancel();

    Eventually.holds(() -> world.hookCommands.running() == 0);
    assertEquals(0, runs.get());
  }

  @Test
  void aTurnGoesOnWhileAHookObjects() {
    world.settings.put("GOOSE_MAX_TURNS", Json.of(2));
    world.settings.put("GOOSE_STOP_HOOK_BLOCK_CAP", Json.of(3));
    hook(HookEvent.STOP, "ignored", "echo run the tests >&2; exit 2");
    for (int i = 0; i < 4; i++) {
      world.model.answer(says("done " + i));
    }

    List<String> events = World.outline(world.say(id, "Go"));

    assertEquals(4, world.model.requests().size());
    assertEquals("finish", events.getLast());
    List<Message> stored = world.stored(id);
    assertEquals(8, stored.size(), world.outline(id).toString());
    Message nudge = stored.get(2);
    assertEquals(MessageMetadata.AGENT_ONLY, nudge.metadata());
    assertTrue(nudge.text().contains("plugin p: run the tests"), nudge.text());
    assertEquals(4, events.stream().filter("assistant:[inlineMessage]"::equals).count());
  }

  @Test
  void aFailedTurnEndsWhateverHooksSay() {
    hook(HookEvent.STOP, "", "exit 2");
    world.model.answer(ScriptedAnswer.refused(new ProviderException.Authentication("no")));

    world.say(id, "Go");

    assertEquals(1, world.model.requests().size());
    assertEquals(1, world.hookCommands.ran().size());
  }

  private void hook(HookEvent event, String matcher, String command) {
    world.hookFiles.put("p", event, matcher, command);
  }

  private List<String> heard() {
    return world.hookCommands.ran().stream().map(run -> run.folder() + " " + run.input()).toList();
  }

  private static ScriptedAnswer call(String tool) {
    return call(tool, "command", Json.of("ls"));
  }

  private static ScriptedAnswer call(String tool, String argument, Json value) {
    return ScriptedAnswer.calls("c1", tool, JsonObject.of(argument, value));
  }
}
