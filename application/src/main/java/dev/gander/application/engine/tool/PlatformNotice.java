package dev.gander.application.engine.tool;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import java.util.Optional;

/// The notification to the client that a tool's result may carry in `_meta.platform_notification`,
/// as `{method, params}`.
final class PlatformNotice {
  private PlatformNotice() {}

  static Optional<TurnEvent> in(String requestId, Outcome<ToolResult> outcome) {
    return outcome instanceof Outcome.Success<ToolResult>(ToolResult result)
        ? result
            .other()
            .object("_meta")
            .flatMap(meta -> meta.object("platform_notification"))
            .flatMap(notice -> event(requestId, notice))
        : Optional.empty();
  }

  private static Optional<TurnEvent> event(String requestId, JsonObject notice) {
    return notice
        .text("method")
        .map(
            method ->
                new TurnEvent.Notification(
                    requestId, method, notice.object("params").orElse(JsonObject.EMPTY)));
  }
}
