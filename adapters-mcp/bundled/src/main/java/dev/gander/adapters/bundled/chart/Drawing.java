package dev.gander.adapters.bundled.chart;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/// Data that a page can draw.
///
/// @param data as the page gets it
/// @param summary what the model reads
record Drawing(Json data, String summary) {

  /// The data without members that are null and with all numbers as decimals, as goosed sends it.
  Json normalised() {
    return normalised(data);
  }

  private static Json normalised(Json json) {
    return switch (json) {
      case JsonObject object -> {
        JsonObject.Builder kept = JsonObject.builder();
        object
            .members()
            .forEach(
                (name, value) -> {
                  if (!(value instanceof JsonNull)) {
                    kept.put(name, normalised(value));
                  }
                });
        yield kept.build();
      }
      case JsonArray array ->
          new JsonArray(array.items().stream().map(Drawing::normalised).toList());
      case JsonNumber number -> JsonNumber.of(number.doubleValue());
      case Json other -> other;
    };
  }

  /// A list that must not be empty.
  static <T> List<T> some(JsonFields fields, String name, Function<Json, T> reader) {
    List<T> items = fields.required(name, JsonFields.listOf(reader));
    require(!items.isEmpty(), "`" + name + "` must not be empty");
    return items;
  }

  static ExtensionException invalid(String problem) {
    return ExtensionException.invalidParams(problem);
  }

  static void require(boolean holds, String problem) {
    if (!holds) {
      throw invalid(problem);
    }
  }
}
