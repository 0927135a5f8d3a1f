package dev.gander.adapters.llm.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a model thought before a call, encrypted by its service: it goes back in front of the call,
/// so that the model need not think again. It is kept in the call's `_meta`, which no service gets
/// to see, and only the provider that it came from gets it back: nobody else can read it.
record CarriedReasoning(String provider) {
  private static final String META = "_meta";
  private static final String KEY = "encrypted_reasoning";

  /// Without their ids, by which a service that stores nothing would look for them.
  private static final Set<String> NOT_SENT = Set.of("id", "status");

  /// Whether an item can be carried. The user's files and the tools' servers write `_meta` as well,
  /// and must not slip in items of other kinds.
  static boolean isCarried(Json json) {
    return json instanceof JsonObject item
        && item.text("type").equals(Optional.of("reasoning"))
        && item.text("encrypted_content").filter(text -> !text.isEmpty()).isPresent();
  }

  /// The further members of a call that has these thoughts before it.
  JsonObject keep(List<JsonObject> items) {
    if (items.isEmpty()) {
      return JsonObject.EMPTY;
    }
    JsonObject kept =
        JsonObject.builder()
            .put("provider", provider)
            .put("items", JsonArray.of(items, item -> item.without(NOT_SENT)))
            .build();
    return JsonObject.of(META, JsonObject.of(KEY, kept));
  }

  /// The thoughts that go before a call with these members.
  List<Json> before(JsonObject other) {
    Optional<JsonObject> kept = other.object(META).flatMap(meta -> meta.object(KEY));
    return kept
        .filter(reasoning -> reasoning.text("provider").equals(Optional.of(provider)))
        .flatMap(reasoning -> reasoning.array("items"))
        .map(JsonArray::items)
        .orElse(List.of())
        .stream()
        .filter(CarriedReasoning::isCarried)
        .toList();
  }
}
