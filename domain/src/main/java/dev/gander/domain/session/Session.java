package dev.gander.domain.session;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session without its messages.
///
/// `workingDir` is kept as it was given. `extensionData` maps `NAME.VERSION` to arbitrary JSON.
/// `usage` counts the last model call, `accumulatedUsage` and `accumulatedCost` (US dollars) all
/// calls. `messageCount` and `lastMessageAt`, the `created` of the last one, describe the stored
/// messages, hidden ones included. `recipe` is the recipe's JSON form.
public record Session(
    SessionId id,
    String workingDir,
    String name,
    boolean userSetName,
    SessionType type,
    Instant createdAt,
    Instant updatedAt,
    JsonObject extensionData,
    TokenUsage usage,
    TokenUsage accumulatedUsage,
    @Nullable Double accumulatedCost,
    @Nullable String scheduleId,
    @Nullable Json recipe,
    @Nullable Map<String, String> userRecipeValues,
    int messageCount,
    @Nullable Instant lastMessageAt,
    @Nullable String providerName,
    @Nullable ModelConfig modelConfig,
    GooseMode mode,
    @Nullable Instant archivedAt,
    @Nullable String projectId,
    @Nullable String lastMessageSnippet) {

  public Session {
    userRecipeValues =
        userRecipeValues == null
            ? null
            : Collections.unmodifiableMap(new LinkedHashMap<>(userRecipeValues));
  }

  /// A new session as `POST /agent/start` makes it, before the store gives it an id.
  public static Session fresh(
      SessionId id, String workingDir, String name, SessionType type, GooseMode mode, Instant now) {
    return new Session(
        id,
        workingDir,
        name,
        false,
        type,
        now,
        now,
        JsonObject.EMPTY,
        TokenUsage.UNKNOWN,
        TokenUsage.UNKNOWN,
        null,
        null,
        null,
        null,
        0,
        null,
        null,
        null,
        mode,
        null,
        null,
        null);
  }

  /// A builder with the values of this session.
  public SessionBuilder with() {
    return new SessionBuilder(this);
  }
}
