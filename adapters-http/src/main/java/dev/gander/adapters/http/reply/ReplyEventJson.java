package dev.gander.adapters.http.reply;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import org.jspecify.annotations.Nullable;

/// The JSON form of a turn's events, tagged with `type`. Outer members are written in snake case,
/// token counts in camel case; unknown counts are 0.
final class ReplyEventJson {
  private ReplyEventJson() {}

  /// Whether goosed tells its clients of such an event.
  static boolean isTold(TurnEvent event) {
    return !(event instanceof TurnEvent.Worked);
  }

  /// @param event one that is told
  static JsonObject write(TurnEvent event) {
    return switch (event) {
      case TurnEvent.MessageArrived arrived ->
          tagged("Message")
              .put("message", MessageJson.write(arrived.message()))
              .put("token_state", write(arrived.tokens()))
              .build();
      case TurnEvent.Notification notification ->
          tagged("Notification")
              .put("request_id", notification.toolRequestId())
              .put("message", message(notification))
              .build();
      case TurnEvent.Worked _ -> throw new IllegalArgumentException("not told");
      case TurnEvent.ConversationReplaced replaced ->
          tagged("UpdateConversation")
              .put("conversation", MessageJson.writeAll(replaced.conversation()))
              .build();
      case TurnEvent.ModelChanged changed ->
          tagged("ModelChange").put("model", changed.model()).put("mode", changed.mode()).build();
      case TurnEvent.Failed failed -> error(failed);
      case TurnEvent.Finished finished ->
          tagged("Finish")
              .put("reason", finished.reason())
              .put("token_state", write(finished.tokens()))
              .build();
    };
  }

  /// goosed's wording, which clients may match.
  private static JsonObject error(TurnEvent.Failed failed) {
    return switch (failed.reason()) {
      case UNKNOWN_SESSION -> error("Failed to read session: Session not found");
      case NO_MODEL -> error("Provider not set");
      case UNKNOWN_QUESTION -> error("Failed to submit elicitation response: " + failed.text());
      case OTHER -> error(failed.text());
    };
  }

  static JsonObject error(String text) {
    return tagged("Error").put("error", text).build();
  }

  static JsonObject.Builder tagged(String type) {
    return JsonObject.builder().put("type", type);
  }

  private static Json message(TurnEvent.Notification notification) {
    return JsonObject.builder()
        .put("method", notification.method())
        .put("params", notification.params())
        .build();
  }

  private static JsonObject write(TokenState tokens) {
    return JsonObject.builder()
        .put("inputTokens", count(tokens.usage().input()))
        .put("outputTokens", count(tokens.usage().output()))
        .put("totalTokens", count(tokens.usage().total()))
        .put("cacheReadTokens", count(tokens.usage().cacheRead()))
        .put("cacheWriteTokens", count(tokens.usage().cacheWrite()))
        .put("accumulatedInputTokens", count(tokens.accumulated().input()))
        .put("accumulatedOutputTokens", count(tokens.accumulated().output()))
        .put("accumulatedTotalTokens", count(tokens.accumulated().total()))
        .put("accumulatedCacheReadTokens", count(tokens.accumulated().cacheRead()))
        .put("accumulatedCacheWriteTokens", count(tokens.accumulated().cacheWrite()))
        .putOrNull("accumulatedCost", tokens.accumulatedCost())
        .build();
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
