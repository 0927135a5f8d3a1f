package dev.gander.domain.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds and fills in `{{ name }}` in all texts of a recipe.
final class RecipeTexts {
  private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}");
  private static final Pattern MORE = Pattern.compile("\\{\\{|\\{%|\\{#");

  private RecipeTexts() {}

  /// @throws InvalidInput if a text holds a template tag that is more than a name
  static Set<String> names(Json json) {
    Set<String> names = new TreeSet<>();
    collect(json, names);
    return names;
  }

  /// A value is put in as it is and never looked at for names.
  static Json fill(Json json, Map<String, String> values) {
    return switch (json) {
      case JsonString(String text) -> Json.of(fill(text, values));
      case JsonArray(List<Json> items) -> {
        List<Json> filled = new ArrayList<>(items.size());
        items.forEach(item -> filled.add(fill(item, values)));
        yield new JsonArray(filled);
      }
      case JsonObject object -> {
        JsonObject.Builder filled = JsonObject.builder();
        object.members().forEach((name, value) -> filled.put(name, fill(value, values)));
        yield filled.build();
      }
      case Json other -> other;
    };
  }

  private static String fill(String text, Map<String, String> values) {
    return NAME.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  private static void collect(Json json, Set<String> names) {
    if (json instanceof JsonString(String text)) {
      NAME.matcher(text).results().forEach(found -> names.add(found.group(1)));
      if (MORE.matcher(NAME.matcher(text).replaceAll("")).find()) {
        throw new InvalidInput("This server only fills in {{ name }} in recipes, nothing more");
      }
    } else if (json instanceof JsonArray(List<Json> items)) {
      items.forEach(item -> collect(item, names));
    } else if (json instanceof JsonObject object) {
      object.members().values().forEach(value -> collect(value, names));
    }
  }
}
