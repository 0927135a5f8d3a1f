package dev.gander.domain.json;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// How deeply arrays and objects are nested.
public final class JsonDepth {
  /// The deepest JSON that goose reads, in requests and in its database: anything stored deeper
  /// hides the whole conversation from it.
  public static final int OF_GOOSE = 127;

  private JsonDepth() {}

  /// Whether arrays and objects are nested more than `levels` deep; `[[]]` has two levels.
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
