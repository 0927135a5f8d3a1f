package dev.gander.domain.json;

import java.util.Optional;
import java.util.Set;

/// Parses JSON texts. Thread-safe.
@FunctionalInterface
public interface JsonReader {
  /// Parses exactly one value.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the text is not a JSON value
  Json parse(String text);

  /// Parses one value. If it is an object with an array `name`, that array may be too long to hold
  /// in memory, and its items are read one by one.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the text is not JSON; a malformed item may
  ///   only be reported when it is read
  default Split split(String text, String name) {
    Json value = parse(text);
    return value instanceof JsonObject object && object.get(name) instanceof JsonArray array
        ? new Split(object.without(Set.of(name)), Optional.of(array.items()))
        : new Split(value, Optional.empty());
  }

  /// @param rest the value without the array
  /// @param items of the array; can be iterated any number of times, by one thread at a time; empty
  ///   if there is no array
  record Split(Json rest, Optional<Iterable<Json>> items) {}
}
