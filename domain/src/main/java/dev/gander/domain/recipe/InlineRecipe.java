package dev.gander.domain.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A recipe without parameters, given as JSON with the request that uses it.
///
/// @param json the recipe as sessions keep it: with a version, its extensions with all members
public record InlineRecipe(JsonObject json) {
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\{%");

  /// @throws dev.gander.domain.json.InvalidShape if `title` or `description` is missing or a member
  ///   is of the wrong type
  /// @throws InvalidInput if there is nothing to do, or if parameters are needed
  public static InlineRecipe read(Json given) {
    JsonFields fields = JsonFields.of(given);
    String title = fields.text("title");
    String description = fields.text("description");
    var json =
        JsonObject.builder()
            .put("version", fields.orElse("version", JsonFields::asText, "1.0.0"))
            .put("title", title)
            .put("description", description);
    putTexts(fields, json);
    List<ExtensionConfig> extensions =
        fields.optional("extensions", JsonFields.listOf(ExtensionConfigJson::readKnown));
    if (extensions != null) {
      json.put("extensions", JsonArray.of(extensions, ExtensionConfigJson::write));
    }
    json.putIfPresent("settings", fields.optional("settings", InlineRecipe::settings));
    json.putAll(new JsonObject(fields.object().members()).without(json.build().members().keySet()));
    return checked(new InlineRecipe(json.build()));
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

  public Optional<String> instructions() {
    return json.text("instructions");
  }

  /// The JSON Schema that the final answer has to satisfy.
  public Optional<JsonObject> responseSchema() {
    return json.object("response").flatMap(response -> response.object("json_schema"));
  }

  /// Whether values are needed before it can be used.
  public boolean needsValues() {
    boolean parameters =
        json.array("parameters").map(list -> !list.items().isEmpty()).orElse(false);
    return parameters || isTemplate(json.text("instructions")) || isTemplate(json.text("prompt"));
  }

  private static void putTexts(JsonFields fields, JsonObject.Builder json) {
    for (String name : List.of("instructions", "prompt")) {
      String text = fields.optionalText(name);
      json.putIfPresent(name, text == null ? null : Json.of(text));
    }
  }

  private static JsonObject settings(Json value) {
    JsonFields fields = JsonFields.of(value);
    fields.optionalText("goose_provider");
    fields.optionalText("goose_model");
    fields.optional("temperature", JsonFields::asDouble);
    fields.optional("max_turns", JsonFields::asUnsigned);
    return fields.object();
  }

  private static InlineRecipe checked(InlineRecipe recipe) {
    if (recipe.json.text("instructions").isEmpty() && recipe.json.text("prompt").isEmpty()) {
      throw new InvalidInput("Recipe must specify at least one of `instructions` or `prompt`.");
    }
    if (recipe.needsValues()) {
      throw new InvalidInput("This server cannot use recipes with parameters yet");
    }
    return recipe;
  }

  private static boolean isTemplate(Optional<String> text) {
    return text.map(it -> TEMPLATE.matcher(it).find()).orElse(false);
  }
}
