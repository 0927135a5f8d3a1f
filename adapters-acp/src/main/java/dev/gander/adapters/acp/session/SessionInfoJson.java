package dev.gander.adapters.acp.session;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.session.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What clients show of a session without its messages.
public final class SessionInfoJson {
  private SessionInfoJson() {}

  public static JsonObject write(Session session) {
    String title = session.name().text();
    return JsonObject.builder()
        .put("sessionId", session.id().value())
        .put("cwd", session.workingDir())
        .putTextIfPresent("title", title.isEmpty() ? null : title)
        .put("updatedAt", session.activity().updatedAt().toString())
        .put("_meta", meta(session))
        .build();
  }

  /// Goose's own members.
  public static JsonObject meta(Session session) {
    ModelConfig model = session.model().config();
    return JsonObject.builder()
        .put("messageCount", session.activity().messageCount())
        .put("createdAt", session.activity().createdAt().toString())
        .putTextIfPresent("lastMessageAt", text(session.activity().lastMessageAt()))
        .putTextIfPresent("archivedAt", text(session.details().filing().archivedAt()))
        .put("userSetName", session.name().chosenByUser())
        .put("sessionType", session.type().wire())
        .put("hasRecipe", session.recipe().json() != null)
        .putTextIfPresent("projectId", session.details().filing().projectId())
        .putTextIfPresent("providerId", session.model().provider())
        .putTextIfPresent("modelId", model == null ? null : model.modelName())
        .build();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
