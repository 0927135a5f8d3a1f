package dev.gander.application.hook;

import dev.gander.application.agent.Agent;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.Optional;
import java.util.Set;

/// The hooks around tool calls. What kind of tool it is, the last part of its name tells.
public record ToolHooks(Hooks hooks) {
  private static final Set<String> SHELLS = Set.of("shell", "bash", "exec", "run");
  private static final Set<String> READERS = Set.of("read", "view", "cat", "read_file");
  private static final Set<String> EDITORS =
      Set.of("write", "edit", "patch", "write_file", "edit_file");

  /// Before a call that is allowed to run.
  public Optional<Objection> before(Agent agent, ToolCall call) throws InterruptedException {
    Optional<Objection> objection =
        hooks.ask(about(HookEvent.PRE_TOOL_USE, agent, call, call.name(), JsonObject.EMPTY));
    if (objection.isEmpty()) {
      tell(HookEvent.BEFORE_SHELL_EXECUTION, SHELLS, "command", agent, call, JsonObject.EMPTY);
      tell(HookEvent.BEFORE_READ_FILE, READERS, "path", agent, call, JsonObject.EMPTY);
    }
    return objection;
  }

  /// After a call that has run.
  public void after(Agent agent, ToolCall call, Outcome<ToolResult> outcome)
      throws InterruptedException {
    boolean worked =
        outcome instanceof Outcome.Success<ToolResult>(ToolResult result) && !result.failed();
    HookEvent event = worked ? HookEvent.POST_TOOL_USE : HookEvent.POST_TOOL_USE_FAILURE;
    JsonObject output = JsonObject.of("tool_output", Json.of(output(outcome)));
    hooks.tell(about(event, agent, call, call.name(), output));
    if (worked) {
      tell(HookEvent.AFTER_SHELL_EXECUTION, SHELLS, "command", agent, call, output);
      tell(HookEvent.AFTER_FILE_EDIT, EDITORS, "path", agent, call, output);
    }
  }

  private static String output(Outcome<ToolResult> outcome) {
    return switch (outcome) {
      case Outcome.Success<ToolResult>(ToolResult result) -> result.joinedText();
      case Outcome.Failure<ToolResult>(String error) -> error;
    };
  }

  /// Only for tools of a kind, and calls with the argument that matters.
  private void tell(
      HookEvent event,
      Set<String> kind,
      String argument,
      Agent agent,
      ToolCall call,
      JsonObject more)
      throws InterruptedException {
    Optional<String> subject = call.argumentsOrEmpty().text(argument);
    if (subject.isPresent() && kind.contains(lastPart(call.name()))) {
      hooks.tell(about(event, agent, call, subject.get(), more));
    }
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf("__") < 0 ? 0 : name.lastIndexOf("__") + 2);
  }

  private static Hooks.Occasion about(
      HookEvent event, Agent agent, ToolCall call, String subject, JsonObject more) {
    JsonObject details =
        JsonObject.builder()
            .put("tool_name", call.name())
            .put("tool_input", call.argumentsOrEmpty())
            .putAll(more)
            .build();
    return new Hooks.Occasion(
        event, agent.sessionId(), agent.workingDir(), Optional.of(subject), details);
  }
}
