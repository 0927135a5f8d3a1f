package dev.gander.application.recipe;

import dev.gander.application.template.Placeholders;
import dev.gander.application.template.TemplateException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.recipe.InlineRecipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The parameters of a recipe, and their places in its texts.
public record RecipeParameters(InlineRecipe recipe) {

  /// The wording is goosed's, including the line break before the second sentence.
  ///
  /// @throws InvalidInput if the names in the texts and the parameters differ, or a text needs more
  ///   than names filled in
  public void check() {
    Set<String> used = new TreeSet<>();
    collect(recipe.json().without(Set.of("parameters")), used);
    Set<String> defined = new TreeSet<>();
    recipe.parameters().forEach(parameter -> defined.add(parameter.key()));
    Set<String> missing = new TreeSet<>(used);
    missing.removeAll(defined);
    defined.removeAll(used);
    String problem =
        sentence("Missing definitions for parameters in the recipe file: ", missing)
            + (defined.isEmpty() ? "" : "\n")
            + sentence("Unnecessary parameter definitions: ", defined);
    if (!problem.isEmpty()) {
      throw new InvalidInput(problem);
    }
  }

  private static String sentence(String begin, Set<String> names) {
    return names.isEmpty() ? "" : begin + String.join(", ", names) + ".";
  }

  /// The recipe with its placeholders filled in; empty if a parameter has neither value nor
  /// default.
  public Optional<InlineRecipe> fill(Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>();
    for (InlineRecipe.Parameter parameter : recipe.parameters()) {
      String value = values.getOrDefault(parameter.key(), parameter.defaultValue());
      if (value == null) {
        return Optional.empty();
      }
      all.put(parameter.key(), value);
    }
    return Optional.of(InlineRecipe.ofStored(fill(recipe.json(), all)));
  }

  private static void collect(Json json, Set<String> names) {
    if (json instanceof JsonString(String text)) {
      names.addAll(names(text));
    } else if (json instanceof JsonArray(List<Json> items)) {
      items.forEach(item -> collect(item, names));
    } else if (json instanceof JsonObject object) {
      object.members().values().forEach(value -> collect(value, names));
    }
  }

  private static Set<String> names(String text) {
    try {
      Placeholders placeholders = Placeholders.of(text);
      if (placeholders.areAll()) {
        return placeholders.names();
      }
    } catch (TemplateException _) {
      // Unclosed tags are not supported either.
    }
    throw new InvalidInput("This server only fills in {{ name }} in recipes, nothing more");
  }

  private static Json fill(Json json, Map<String, String> values) {
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

  /// A recipe that was imported with its session may contain texts that are not templates.
  private static String fill(String text, Map<String, String> values) {
    try {
      return Placeholders.of(text).fill(values);
    } catch (TemplateException _) {
      return text;
    }
  }
}
