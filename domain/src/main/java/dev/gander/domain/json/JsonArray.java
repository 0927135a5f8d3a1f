package dev.gander.domain.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// A JSON array.
public record JsonArray(List<Json> items) implements Json {
  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    items = List.copyOf(items);
  }

  public static JsonArray of(Json... items) {
    return new JsonArray(List.of(items));
  }

  /// An array of the JSON form of each item, in order.
  public static <T> JsonArray of(Collection<T> items, Function<? super T, ? extends Json> form) {
    List<Json> forms = new ArrayList<>(items.size());
    items.forEach(item -> forms.add(form.apply(item)));
    return new JsonArray(forms);
  }

  public static JsonArray ofTexts(Collection<String> texts) {
    return of(texts, JsonString::new);
  }
}
