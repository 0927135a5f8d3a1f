package dev.gander.testkit.recipe;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.TextPlaces;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Recipes as JSON, the part of YAML in which nothing has to be guessed.
public record JsonRecipeDocuments(JsonReader reader) implements RecipeDocuments {
  @Override
  public Json parse(String text, TextPlaces texts, UnaryOperator<String> fill) {
    return filled(reader.parse(text), fill);
  }

  private static Json filled(Json json, UnaryOperator<String> fill) {
    return switch (json) {
      case JsonString(String text) -> Json.of(fill.apply(text));
      case JsonArray(List<Json> items) ->
          new JsonArray(items.stream().map(item -> filled(item, fill)).toList());
      case JsonObject(Map<String, Json> members) -> {
        JsonObject.Builder object = JsonObject.builder();
        members.forEach((name, value) -> object.put(fill.apply(name), filled(value, fill)));
        yield object.build();
      }
      case Json other -> other;
    };
  }

  @Override
  public String write(Recipe recipe) {
    return recipe.json().compact();
  }
}
