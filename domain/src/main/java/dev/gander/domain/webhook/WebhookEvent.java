package dev.gander.domain.webhook;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened.
///
/// @param id the same however often it is told
/// @param owner whose it is
/// @param schedule the job that it is about; null for none
/// @param data what is told of it
public record WebhookEvent(
    String id,
    WebhookTopic topic,
    KeyId owner,
    @Nullable String schedule,
    Instant at,
    JsonObject data) {

  /// What is sent.
  public JsonObject body() {
    return JsonObject.builder()
        .put("type", Json.of(topic.wire()))
        .put("timestamp", at.toString())
        .put("data", data)
        .build();
  }
}
