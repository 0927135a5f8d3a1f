package dev.gander.domain.recipe;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.Temperature;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A recipe that was sent as JSON with the request that uses it. Its texts may contain `{{ name }}`
/// for each of its parameters.
///
/// @param json the recipe as stored in sessions: with a version, and its extensions with all
///   members
public record InlineRecipe(JsonObject json) {

  /// @param defaultValue used if the user gives no value; null if the user has to give one
  public record Parameter(String key, @Nullable String defaultValue) {}

  /// Reads a recipe's form; whether it can be used is not checked.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if `title` or `description` is missing or a member
  ///   has the wrong type
  public static InlineRecipe read(Json given) {
    return new InlineRecipe(normal(JsonFields.of(given)));
  }

  /// A recipe stored in a session.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if it is not an object
  public static InlineRecipe ofStored(Json stored) {
    return new InlineRecipe(JsonFields.asObject(stored));
  }

  /// Empty if the recipe does not mention extensions; an empty list means none.
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

  public Optional<String> prompt() {
    return json.text("prompt");
  }

  /// The JSON Schema that the final answer has to match.
  public Optional<JsonObject> responseSchema() {
    return json.object("response").flatMap(response -> response.object("json_schema"));
  }

  /// Whether there is anything to do.
  public boolean hasTask() {
    return isText("instructions") || isText("prompt");
  }

  private boolean isText(String member) {
    return !json.text(member).orElse("").isBlank();
  }

  public List<Parameter> parameters() {
    return json.array("parameters").orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .map(InlineRecipe::parameterOf)
        .toList();
  }

  private static Parameter parameterOf(JsonObject json) {
    return new Parameter(json.text("key").orElse(""), json.text("default").orElse(null));
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
    Double temperature = fields.optional("temperature", JsonFields::asDouble);
    fields.optional("max_turns", JsonFields::asUnsigned);
    return temperature == null
        ? fields.object()
        : fields.object().with("temperature", Json.of(Temperature.in32Bits(temperature)));
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
