package dev.gander.domain.json;

import java.util.Optional;
import java.util.Set;

/// Reads JSON texts. Any thread.
@FunctionalInterface
public interface JsonReader {
  /// Reads exactly one value.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the text is none
  Json parse(String text);

  /// Reads one value; if it is an object with an array `name`, that may be too long to be held, and
  /// its items are read one by one.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the text is no JSON; what is wrong within an
  ///   item may be told only when that is asked for
  default Split split(String text, String name) {
    Json value = parse(text);
    return value instanceof JsonObject object && object.get(name) instanceof JsonArray array
        ? new Split(object.without(Set.of(name)), Optional.of(array.items()))
        : new Split(value, Optional.empty());
  }

  /// @param rest the value without the array
  /// @param items of the array; can be read any number of times, by one thread at a time; empty if
  ///   there is no array
  record Split(Json rest, Optional<Iterable<Json>> items) {}
}
