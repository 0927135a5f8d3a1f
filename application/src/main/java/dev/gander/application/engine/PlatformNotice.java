package dev.gander.application.engine;

import dev.gander.application.reply.ReplyEvent;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.Optional;

/// A tool's result may carry a notification to the client in `_meta.platform_notification`, as
/// `{method, params}`.
final class PlatformNotice {
  private PlatformNotice() {}

  static Optional<ReplyEvent> in(String requestId, Outcome<ToolResult> outcome) {
    return outcome instanceof Outcome.Success<ToolResult>(ToolResult result)
        ? result
            .other()
            .object("_meta")
            .flatMap(meta -> meta.object("platform_notification"))
            .flatMap(notice -> event(requestId, notice))
        : Optional.empty();
  }

  private static Optional<ReplyEvent> event(String requestId, JsonObject notice) {
    return notice
        .text("method")
        .map(
            method ->
                new ReplyEvent.Notification(
                    requestId, method, notice.object("params").orElse(JsonObject.EMPTY)));
  }
}
