package dev.gander.adapters.engine;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;

/// What all parts of an answer say of it.
///
/// @param created in seconds
record ChatIdentity(String id, long created, String model) {
  /// A part of a streamed answer.
  JsonObject chunk(JsonArray choices) {
    return with("chat.completion.chunk", choices);
  }

  /// An answer in one piece.
  JsonObject whole(JsonArray choices) {
    return with("chat.completion", choices);
  }

  private JsonObject with(String kind, JsonArray choices) {
    return JsonObject.builder()
        .put("id", id)
        .put("object", kind)
        .put("created", created)
        .put("model", model)
        .put("choices", choices)
        .build();
  }
}
