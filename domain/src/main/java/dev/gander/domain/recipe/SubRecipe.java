package dev.gander.domain.recipe;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/// A recipe that the agent of another recipe can delegate work to.
public record SubRecipe(JsonObject json) {
  public String name() {
    return json.text("name").orElse("");
  }

  /// What it is for; empty if only its file says so.
  public Optional<String> description() {
    return json.text("description");
  }

  /// Whether calls that use it have to wait for each other.
  public boolean isSequential() {
    return json.get("sequential_when_repeated") instanceof JsonBool flag && flag.value();
  }

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
