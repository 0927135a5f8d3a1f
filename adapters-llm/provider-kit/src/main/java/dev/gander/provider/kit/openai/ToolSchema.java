package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Makes the schema of a tool's arguments acceptable to strict services: objects have `properties`
/// and `required`, and if necessary the null is removed from the type of a nullable property.
public final class ToolSchema {
  private static final Json NULL_TYPE = JsonObject.of("type", Json.of("null"));

  private ToolSchema() {}

  /// Objects are complete and nothing may be null.
  static JsonObject strict(JsonObject schema) {
    return object(schema, ToolSchema::withoutNull);
  }

  /// Objects are complete; nullable values stay nullable.
  public static JsonObject complete(JsonObject schema) {
    return object(schema, UnaryOperator.identity());
  }

  private static JsonObject object(JsonObject schema, UnaryOperator<JsonObject> change) {
    if (schema.has("type") && !Json.of("object").equals(schema.get("type"))) {
      return schema;
    }
    JsonObject.Builder strict = JsonObject.builder().put("type", "object").putAll(schema);
    strict.put(
        "properties", properties(schema.object("properties").orElse(JsonObject.EMPTY), change));
    if (schema.array("required").isEmpty()) {
      strict.put("required", JsonArray.EMPTY);
    }
    return strict.build();
  }

  private static JsonObject properties(JsonObject properties, UnaryOperator<JsonObject> change) {
    Map<String, Json> strict = new LinkedHashMap<>();
    properties.members().forEach((name, schema) -> strict.put(name, property(schema, change)));
    return new JsonObject(strict);
  }

  private static Json property(Json schema, UnaryOperator<JsonObject> change) {
    if (!(schema instanceof JsonObject object)) {
      return schema;
    }
    JsonObject plain = change.apply(object);
    return Json.of("object").equals(plain.get("type")) ? object(plain, change) : plain;
  }

  private static JsonObject withoutNull(JsonObject schema) {
    if (schema.get("type") instanceof JsonArray(List<Json> types)
        && types.size() == 2
        && types.contains(Json.of("null"))) {
      return schema.with(
          "type", types.getFirst().equals(Json.of("null")) ? types.getLast() : types.getFirst());
    }
    return schema
        .array("anyOf")
        .flatMap(ToolSchema::onlyChoice)
        .map(choice -> merge(choice, schema.without(Set.of("anyOf"))))
        .orElse(schema);
  }

  /// The alternative to null, if there are two alternatives and one of them is null.
  private static Optional<JsonObject> onlyChoice(JsonArray anyOf) {
    List<Json> choices = anyOf.items();
    if (choices.size() != 2 || !choices.contains(NULL_TYPE)) {
      return Optional.empty();
    }
    Json other = choices.getFirst().equals(NULL_TYPE) ? choices.getLast() : choices.getFirst();
    return other instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  private static JsonObject merge(JsonObject choice, JsonObject siblings) {
    return JsonObject.builder().putAll(choice).putAll(siblings).build();
  }
}
