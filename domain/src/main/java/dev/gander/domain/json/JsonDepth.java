package dev.gander.domain.json;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// How deep arrays and objects are nested.
public final class JsonDepth {
  /// goose reads no deeper JSON, neither in a request nor in its database: what is stored deeper
  /// hides a whole conversation from it.
  public static final int OF_GOOSE = 127;

  private JsonDepth() {}

  /// Whether more than `levels` arrays and objects lie within each other; `[[]]` has two levels.
  public static boolean exceeds(int levels, Json value) {
    @Nullable Collection<Json> inner =
        switch (value) {
          case JsonObject object -> object.members().values();
          case JsonArray array -> array.items();
          case JsonString _, JsonNumber _, JsonBool _, JsonNull _ -> null;
        };
    if (inner == null) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (Json item : inner) {
      if (exceeds(levels - 1, item)) {
        return true;
      }
    }
    return false;
  }
}
