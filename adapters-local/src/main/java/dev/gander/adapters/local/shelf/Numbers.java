package dev.gander.adapters.local.shelf;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.util.OptionalInt;

/// Numbers of settings that may have been written by anyone.
final class Numbers {
  private Numbers() {}

  /// Empty if it is missing, of another type, or not between the two.
  static OptionalInt whole(JsonObject settings, String name, int least, int most) {
    if (!(settings.get(name) instanceof JsonNumber number)) {
      return OptionalInt.empty();
    }
    try {
      int value = JsonFields.asInt(number);
      return value < least || value > most ? OptionalInt.empty() : OptionalInt.of(value);
    } catch (InvalidShape _) {
      return OptionalInt.empty();
    }
  }
}
