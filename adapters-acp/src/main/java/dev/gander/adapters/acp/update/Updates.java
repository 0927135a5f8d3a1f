package dev.gander.adapters.acp.update;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Updates that are not about messages, and the envelope of all.
public final class Updates {
  private static final String KIND = "sessionUpdate";

  private Updates() {}

  /// The parameters of `session/update`, and of goose's own notification.
  public static JsonObject params(SessionId session, JsonObject update) {
    return JsonObject.builder().put("sessionId", session.value()).put("update", update).build();
  }

  /// Words of the program itself.
  public static JsonObject words(String text) {
    return JsonObject.builder()
        .put(KIND, "agent_message_chunk")
        .put("content", JsonObject.builder().put("type", "text").put("text", text).build())
        .build();
  }

  /// A run has begun; null: none runs any more.
  public static JsonObject activeRun(@Nullable String runId) {
    Json id = runId == null ? JsonNull.NULL : Json.of(runId);
    return JsonObject.builder()
        .put(KIND, "session_info_update")
        .put("_meta", JsonObject.of("goose", JsonObject.of("activeRunId", id)))
        .build();
  }

  /// The session has got another name.
  public static JsonObject renamed(Session session) {
    JsonObject meta =
        JsonObject.builder()
            .put("messageCount", session.activity().messageCount())
            .put("userSetName", session.name().chosenByUser())
            .build();
    return JsonObject.builder()
        .put(KIND, "session_info_update")
        .put("title", session.name().text())
        .put("updatedAt", session.activity().updatedAt().toString())
        .put("_meta", meta)
        .build();
  }

  /// A message waits for a running turn to take it up.
  public static JsonObject queuedSteer(String messageId, String runId) {
    JsonObject queued =
        JsonObject.builder().put("messageId", messageId).put("runId", runId).build();
    return JsonObject.builder()
        .put(KIND, "session_info_update")
        .put("_meta", JsonObject.of("goose", JsonObject.of("queuedSteer", queued)))
        .build();
  }

  /// How full the model's context is.
  ///
  /// @param limit of the context, in tokens
  public static JsonObject usage(TokenState tokens, long limit) {
    JsonObject.Builder update =
        JsonObject.builder().put(KIND, "usage_update").put("used", used(tokens)).put("size", limit);
    if (tokens.accumulatedCost() != null) {
      update.put(
          "cost",
          JsonObject.builder()
              .putOrNull("amount", tokens.accumulatedCost())
              .put("currency", "USD")
              .build());
    }
    return update.build();
  }

  /// The same, with the sums, in goose's own notification (1.38+).
  public static JsonObject customUsage(TokenState tokens, long limit) {
    JsonObject.Builder update =
        JsonObject.builder()
            .put(KIND, "usage_update")
            .put("used", used(tokens))
            .put("contextLimit", limit)
            .put("accumulatedInputTokens", count(tokens.accumulated().input()))
            .put("accumulatedOutputTokens", count(tokens.accumulated().output()));
    if (tokens.accumulatedCost() != null) {
      update.putOrNull("accumulatedCost", tokens.accumulatedCost());
    }
    return update.build();
  }

  private static long used(TokenState tokens) {
    return count(tokens.usage().total());
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : Math.max(0, tokens);
  }

  /// A notice to the user that is no message, in goose's own notification (1.38+).
  ///
  /// @param type `notice` or `progress`
  public static JsonObject status(String type, String text) {
    return JsonObject.builder()
        .put(KIND, "status_message")
        .put("status", JsonObject.builder().put("type", type).put("message", text).build())
        .build();
  }

  /// What a running tool tells (1.39); empty for what clients do not show.
  public static Optional<JsonObject> progress(TurnEvent.Notification notification) {
    return switch (notification.method()) {
      case "notifications/message" -> Optional.of(progress("message", notification));
      case "notifications/progress" -> Optional.of(progress("progress", notification));
      default -> Optional.empty();
    };
  }

  private static JsonObject progress(String type, TurnEvent.Notification notification) {
    JsonObject told =
        JsonObject.builder().put("type", type).put("params", notification.params()).build();
    return JsonObject.builder()
        .put(KIND, "tool_call_update")
        .put("toolCallId", notification.toolRequestId())
        .put("status", "in_progress")
        .put("_meta", JsonObject.of("toolNotification", told))
        .build();
  }
}
