package dev.gander.domain.recipe;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.model.Temperature;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The strict form of recipes: members in goose's order, unknown ones dropped, defaults filled in.
final class RecipeShape {
  static final String APPROVAL_TIMEOUT = "approval_timeout";

  private static final List<String> MEMBERS =
      List.of(
          "version",
          "title",
          "description",
          "instructions",
          "prompt",
          "extensions",
          "settings",
          "activities",
          "author",
          "parameters",
          "response",
          "sub_recipes",
          "retry");

  private static final Set<String> INPUT_TYPES =
      Set.of("string", "number", "boolean", "date", "file", "select");
  private static final Set<String> REQUIREMENTS = Set.of("required", "optional", "user_prompt");

  private RecipeShape() {}

  static JsonObject normal(JsonFields fields) {
    return JsonObject.builder()
        .put("version", fields.orElse("version", JsonFields::asText, "1.0.0"))
        .put("title", fields.text("title"))
        .put("description", fields.text("description"))
        .putIfPresent("instructions", text(fields, "instructions"))
        .putIfPresent("prompt", text(fields, "prompt"))
        .putIfPresent("extensions", list(fields, "extensions", RecipeShape::extension))
        .putIfPresent("settings", fields.optional("settings", RecipeShape::settings))
        .putIfPresent("activities", list(fields, "activities", RecipeShape::text))
        .putIfPresent("author", fields.optional("author", RecipeShape::author))
        .putIfPresent("parameters", list(fields, "parameters", RecipeShape::parameter))
        .putIfPresent("response", fields.optional("response", RecipeShape::response))
        .putIfPresent("sub_recipes", list(fields, "sub_recipes", RecipeShape::subRecipe))
        .putIfPresent("retry", fields.optional("retry", RecipeShape::retry))
        .build();
  }

  /// With a member that may have been absent, in its place.
  static JsonObject withExtensions(JsonObject recipe, List<ExtensionConfig> extensions) {
    JsonObject changed = recipe.with("extensions", JsonArray.of(extensions, RecipeShape::written));
    JsonObject.Builder ordered = JsonObject.builder();
    MEMBERS.forEach(member -> ordered.putIfPresent(member, changed.get(member)));
    return ordered.build();
  }

  private static Json text(Json value) {
    return Json.of(JsonFields.asText(value));
  }

  private static @Nullable Json text(JsonFields fields, String name) {
    return fields.optional(name, RecipeShape::text);
  }

  private static @Nullable Json list(JsonFields fields, String name, Function<Json, Json> reader) {
    List<Json> items = fields.optional(name, JsonFields.listOf(reader));
    return items == null ? null : new JsonArray(items);
  }

  private static String word(JsonFields fields, String name, Set<String> allowed) {
    return fields.required(
        name,
        value -> {
          String word = JsonFields.asWord(value);
          if (!allowed.contains(word)) {
            throw InvalidShape.unknownVariant(word);
          }
          return word;
        });
  }

  private static Json extension(Json value) {
    ExtensionConfig config = ExtensionConfigJson.readKnown(value);
    if (config instanceof ExtensionConfig.Sse) {
      throw InvalidShape.unknownVariant("sse");
    }
    return written(config);
  }

  /// Without a folder that is not given: only the newest version has that member.
  private static Json written(ExtensionConfig config) {
    JsonObject json = ExtensionConfigJson.write(config);
    return json.get("cwd") == JsonNull.NULL ? json.without(Set.of("cwd")) : json;
  }

  private static Json settings(Json value) {
    JsonFields fields = JsonFields.of(value);
    Double temperature = fields.optional("temperature", JsonFields::asDouble);
    Long maxTurns = fields.optional("max_turns", JsonFields::asUnsigned);
    return JsonObject.builder()
        .putIfPresent("goose_provider", text(fields, "goose_provider"))
        .putIfPresent("goose_model", text(fields, "goose_model"))
        .putIfPresent(
            "temperature", temperature == null ? null : Json.of(Temperature.in32Bits(temperature)))
        .putIfPresent("max_turns", maxTurns == null ? null : Json.of(maxTurns))
        .putIfPresent(APPROVAL_TIMEOUT, number(fields.object().get(APPROVAL_TIMEOUT)))
        .build();
  }

  /// goose ignores the member, whatever it is.
  private static @Nullable Json number(@Nullable Json value) {
    return value instanceof JsonNumber ? value : null;
  }

  static JsonObject author(Json value) {
    JsonFields fields = JsonFields.of(value);
    return JsonObject.builder()
        .putIfPresent("contact", text(fields, "contact"))
        .putIfPresent("metadata", text(fields, "metadata"))
        .build();
  }

  private static Json parameter(Json value) {
    JsonFields fields = JsonFields.of(value);
    return JsonObject.builder()
        .put("key", fields.text("key"))
        .put("input_type", word(fields, "input_type", INPUT_TYPES))
        .put("requirement", word(fields, "requirement", REQUIREMENTS))
        .put("description", fields.text("description"))
        .putIfPresent("default", text(fields, "default"))
        .putIfPresent("options", list(fields, "options", RecipeShape::text))
        .build();
  }

  private static Json response(Json value) {
    JsonFields fields = JsonFields.of(value);
    return JsonObject.builder()
        .putIfPresent("json_schema", fields.optional("json_schema", schema -> schema))
        .build();
  }

  private static Json subRecipe(Json value) {
    JsonFields fields = JsonFields.of(value);
    return JsonObject.builder()
        .put("name", fields.text("name"))
        .put("path", fields.text("path"))
        .putOrNull("values", fields.optional("values", RecipeShape::valueTexts))
        .put(
            "sequential_when_repeated",
            fields.orElse("sequential_when_repeated", JsonFields::asBool, false))
        .putIfPresent("description", text(fields, "description"))
        .build();
  }

  /// Values of other types become their JSON text.
  private static Json valueTexts(Json value) {
    JsonObject.Builder texts = JsonObject.builder();
    for (Map.Entry<String, Json> entry : JsonFields.asObject(value).members().entrySet()) {
      Json given = entry.getValue();
      texts.put(entry.getKey(), given instanceof JsonString text ? text : Json.of(given.compact()));
    }
    return texts.build();
  }

  private static Json retry(Json value) {
    JsonFields fields = JsonFields.of(value);
    return JsonObject.builder()
        .put("max_retries", fields.required("max_retries", JsonFields::asUnsigned))
        .put(
            "checks",
            new JsonArray(fields.required("checks", JsonFields.listOf(RecipeShape::check))))
        .putIfPresent("on_failure", text(fields, "on_failure"))
        .putIfPresent("timeout_seconds", seconds(fields, "timeout_seconds"))
        .putIfPresent("on_failure_timeout_seconds", seconds(fields, "on_failure_timeout_seconds"))
        .build();
  }

  private static @Nullable Json seconds(JsonFields fields, String name) {
    return fields.optional(name, value -> Json.of(JsonFields.asUnsigned(value)));
  }

  private static Json check(Json value) {
    JsonFields fields = JsonFields.of(value);
    String type = word(fields, "type", Set.of("shell", "Shell"));
    return JsonObject.builder()
        .put("type", type.equals("shell") ? "Shell" : type)
        .put("command", fields.text("command"))
        .build();
  }
}
