package dev.gander.domain.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A recipe that came as JSON with the request that uses it. Its texts may hold `{{ name }}` for
/// each of its parameters.
///
/// @param json the recipe as sessions keep it: with a version, its extensions with all members
public record InlineRecipe(JsonObject json) {

  /// @throws dev.gander.domain.json.InvalidShape if `title` or `description` is missing or a member
  ///   is of the wrong type
  /// @throws InvalidInput if there is nothing to do, if names in the texts and parameters are not
  ///   the same, or if a text needs more than names filled in
  public static InlineRecipe read(Json given) {
    InlineRecipe recipe = new InlineRecipe(normal(JsonFields.of(given)));
    recipe.checkParameters();
    if (recipe.isBlank("instructions") && recipe.isBlank("prompt")) {
      throw new InvalidInput("Recipe must specify at least one of `instructions` or `prompt`.");
    }
    return recipe;
  }

  /// A recipe that a session kept elsewhere; what it needs is looked at when it is used.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if `title` or `description` is missing or a member
  ///   is of the wrong type
  public static InlineRecipe ofExport(Json exported) {
    return new InlineRecipe(normal(JsonFields.of(exported)));
  }

  /// A recipe that a session keeps.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if it is no object
  public static InlineRecipe ofStored(Json stored) {
    return new InlineRecipe(JsonFields.asObject(stored));
  }

  /// Empty if the recipe does not speak of extensions; an empty list means none.
  public Optional<List<ExtensionConfig>> extensions() {
    return json.array("extensions")
        .map(list -> list.items().stream().map(ExtensionConfigJson::read).toList());
  }

  public Optional<String> provider() {
    return json.object("settings").flatMap(settings -> settings.text("goose_provider"));
  }

  public Optional<String> model() {
    return json.object("settings").flatMap(settings -> settings.text("goose_model"));
  }

  /// The recipe with values in place of names; empty when a parameter has neither value nor
  /// default.
  public Optional<InlineRecipe> filledIn(Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>();
    for (JsonObject parameter : parameters()) {
      String key = parameter.text("key").orElse("");
      String value = values.getOrDefault(key, parameter.text("default").orElse(null));
      if (value == null) {
        return Optional.empty();
      }
      all.put(key, value);
    }
    return Optional.of(new InlineRecipe((JsonObject) RecipeTexts.fill(json, all)));
  }

  public Optional<String> instructions() {
    return json.text("instructions");
  }

  /// The JSON Schema that the final answer has to satisfy.
  public Optional<JsonObject> responseSchema() {
    return json.object("response").flatMap(response -> response.object("json_schema"));
  }

  private List<JsonObject> parameters() {
    return json.array("parameters").orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  private boolean isBlank(String member) {
    return json.text(member).orElse("").isBlank();
  }

  /// The wording is goosed's, the line break before the second sentence included.
  private void checkParameters() {
    Set<String> used = RecipeTexts.names(json.without(Set.of("parameters")));
    Set<String> defined = new TreeSet<>();
    parameters().forEach(parameter -> defined.add(parameter.text("key").orElse("")));
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

  private static JsonObject normal(JsonFields fields) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("version", fields.orElse("version", JsonFields::asText, "1.0.0"))
            .put("title", fields.text("title"))
            .put("description", fields.text("description"));
    text(json, fields, "instructions");
    text(json, fields, "prompt");
    json.putIfPresent("extensions", fields.optional("extensions", InlineRecipe::extensions));
    json.putIfPresent("settings", fields.optional("settings", InlineRecipe::settings));
    List<String> activities = fields.optional("activities", JsonFields.listOf(JsonFields::asText));
    json.putIfPresent("activities", activities == null ? null : JsonArray.ofTexts(activities));
    json.putIfPresent("author", fields.optional("author", JsonFields::asObject));
    json.putIfPresent("parameters", fields.optional("parameters", InlineRecipe::parameters));
    for (String kept : List.of("response", "sub_recipes", "retry")) {
      json.putIfPresent(kept, fields.optional(kept, value -> value));
    }
    return json.build();
  }

  private static void text(JsonObject.Builder json, JsonFields fields, String name) {
    String text = fields.optionalText(name);
    json.putIfPresent(name, text == null ? null : Json.of(text));
  }

  private static Json extensions(Json value) {
    return JsonArray.of(
        JsonFields.listOf(ExtensionConfigJson::readKnown).apply(value), ExtensionConfigJson::write);
  }

  private static JsonObject settings(Json value) {
    JsonFields fields = JsonFields.of(value);
    fields.optionalText("goose_provider");
    fields.optionalText("goose_model");
    fields.optional("temperature", JsonFields::asDouble);
    fields.optional("max_turns", JsonFields::asUnsigned);
    return fields.object();
  }

  private static Json parameters(Json value) {
    List<JsonObject> checked = JsonFields.listOf(InlineRecipe::parameter).apply(value);
    return new JsonArray(List.copyOf(checked));
  }

  private static JsonObject parameter(Json value) {
    JsonFields fields = JsonFields.of(value);
    for (String required : List.of("key", "input_type", "requirement", "description")) {
      Objects.requireNonNull(fields.text(required));
    }
    fields.optionalText("default");
    return fields.object();
  }
}
