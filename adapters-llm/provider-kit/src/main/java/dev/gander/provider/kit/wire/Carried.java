package dev.gander.provider.kit.wire;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Data that a service needs back with a call and only this service can read, such as encrypted
/// thoughts. It is kept in the call's `_meta`, which is sent to no service, and only the provider
/// that it came from gets it back.
///
/// @param key its name in `_meta`
/// @param isOurs recognises the items by their form: the user's files and the tools' servers write
///   `_meta` as well, and must not be able to slip in items of other kinds
public record Carried(String provider, String key, Predicate<JsonObject> isOurs) {
  private static final String META = "_meta";

  /// The further members of a call, including these items.
  public JsonObject keep(JsonObject other, List<JsonObject> items) {
    if (items.isEmpty()) {
      return other;
    }
    JsonObject kept =
        JsonObject.builder()
            .put("provider", provider)
            .put("items", JsonArray.of(items, item -> item))
            .build();
    return other.with(META, other.object(META).orElse(JsonObject.EMPTY).with(key, kept));
  }

  /// The items that were kept with a call that has these members.
  public List<Json> items(JsonObject other) {
    Optional<JsonObject> kept = other.object(META).flatMap(meta -> meta.object(key));
    return kept
        .filter(it -> it.text("provider").equals(Optional.of(provider)))
        .flatMap(it -> it.array("items"))
        .map(JsonArray::items)
        .orElse(List.of())
        .stream()
        .filter(item -> item instanceof JsonObject object && isOurs.test(object))
        .toList();
  }
}
