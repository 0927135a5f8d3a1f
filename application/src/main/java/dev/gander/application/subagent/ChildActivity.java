package dev.gander.application.subagent;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.turn.TurnEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Tells of the tool calls of a sub-agent, in goosed's form of an MCP logging message. Its texts
/// and results stay in its own session.
final class ChildActivity {
  private final SessionId child;
  private final Consumer<JsonObject> listener;
  private final Set<String> told = new HashSet<>();

  ChildActivity(SessionId child, Consumer<JsonObject> listener) {
    this.child = child;
    this.listener = listener;
  }

  void note(TurnEvent event) {
    if (event instanceof TurnEvent.MessageArrived(Message message, _)) {
      message.toolRequests().forEach(request -> note(message, request));
    }
  }

  /// Some models use an id again in their next answer.
  private void note(Message message, Content.ToolRequest request) {
    if (request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)
        && told.add(message.id() + " " + request.id())) {
      listener.accept(logged(call));
    }
  }

  private JsonObject logged(ToolCall call) {
    JsonObject data =
        JsonObject.builder()
            .put("type", "subagent_tool_request")
            .put("subagent_id", child.value())
            .put(
                "tool_call",
                JsonObject.builder()
                    .put("name", call.name())
                    .put("arguments", call.argumentsOrEmpty())
                    .build())
            .build();
    return JsonObject.builder()
        .put("level", "info")
        .put("logger", "subagent:" + child)
        .put("data", data)
        .build();
  }
}
