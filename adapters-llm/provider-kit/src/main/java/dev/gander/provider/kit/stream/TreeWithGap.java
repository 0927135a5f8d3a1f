package dev.gander.provider.kit.stream;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A tree in which one text is left open.
interface TreeWithGap {
  Json with(JsonString text);

  /// What two trees have in common; null if they differ in anything but one text.
  static @Nullable TreeWithGap between(Json one, Json other) {
    return switch (one) {
      case JsonString _ when other instanceof JsonString -> text -> text;
      case JsonObject object when other instanceof JsonObject changed -> in(object, changed);
      case JsonArray array when other instanceof JsonArray changed -> in(array, changed);
      default -> null;
    };
  }

  private static @Nullable TreeWithGap in(JsonObject one, JsonObject other) {
    List<String> names = List.copyOf(one.members().keySet());
    if (!names.equals(List.copyOf(other.members().keySet()))) {
      return null;
    }
    List<String> unlike =
        names.stream().filter(name -> !Objects.equals(one.get(name), other.get(name))).toList();
    if (unlike.size() != 1) {
      return null;
    }
    String name = unlike.getFirst();
    TreeWithGap inner = between(member(one, name), member(other, name));
    return inner == null ? null : text -> one.with(name, inner.with(text));
  }

  private static Json member(JsonObject object, String name) {
    return Objects.requireNonNull(object.get(name));
  }

  private static @Nullable TreeWithGap in(JsonArray one, JsonArray other) {
    int size = one.items().size();
    if (other.items().size() != size) {
      return null;
    }
    int at = -1;
    for (int i = 0; i < size; i++) {
      if (!one.items().get(i).equals(other.items().get(i))) {
        if (at >= 0) {
          return null;
        }
        at = i;
      }
    }
    if (at < 0) {
      return null;
    }
    int place = at;
    TreeWithGap inner = between(one.items().get(place), other.items().get(place));
    return inner == null ? null : text -> with(one, place, inner.with(text));
  }

  private static JsonArray with(JsonArray array, int place, Json item) {
    List<Json> items = new ArrayList<>(array.items());
    items.set(place, item);
    return new JsonArray(items);
  }
}
