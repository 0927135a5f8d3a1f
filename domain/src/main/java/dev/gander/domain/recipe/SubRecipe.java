package dev.gander.domain.recipe;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.Map;

/// A recipe that the agent of another recipe can delegate work to.
public record SubRecipe(JsonObject json) {
  /// The file, as written; relative to the folder of the recipe that names it.
  public String path() {
    return json.text("path").orElse("");
  }

  /// Fixed values of its parameters.
  public Map<String, String> values() {
    return json.object("values").map(JsonFields::asTextMap).orElse(Map.of());
  }

  SubRecipe withPath(String path) {
    return new SubRecipe(json.with("path", Json.of(path)));
  }
}
