package dev.gander.testkit.tool;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tool.JsonSchemas;
import java.util.ArrayList;
import java.util.List;

/// Supports `type`, `properties` and `required`; ignores other keywords of a schema.
public final class PlainJsonSchemas implements JsonSchemas {
  @Override
  public void check(Json schema) {
    if (schema instanceof JsonBool) {
      return;
    }
    if (!(schema instanceof JsonObject object)) {
      throw new InvalidInput("must be an object or a truth value");
    }
    if (object.has("type")
        && !(object.get("type") instanceof JsonString || object.get("type") instanceof JsonArray)) {
      throw new InvalidInput("/type: must be a word or a list of words");
    }
    if (object.has("properties") && object.object("properties").isEmpty()) {
      throw new InvalidInput("/properties: must be an object");
    }
  }

  @Override
  public List<Problem> problems(Json schema, Json value) {
    List<Problem> problems = new ArrayList<>();
    compare(schema, value, "", problems);
    return List.copyOf(problems);
  }

  private static void compare(Json schema, Json value, String place, List<Problem> problems) {
    if (!(schema instanceof JsonObject wanted) || wanted.has("$ref")) {
      throw new InvalidInput("This is no schema that can be used");
    }
    if (!wanted.text("type").map(type -> isOf(type, value)).orElse(true)) {
      problems.add(new Problem(place, "must be of type " + wanted.text("type").orElse("")));
    }
    if (value instanceof JsonObject object) {
      for (Json name : wanted.array("required").map(JsonArray::items).orElse(List.of())) {
        if (name instanceof JsonString(String text) && !object.has(text)) {
          problems.add(new Problem(place, "must have " + text));
        }
      }
      wanted
          .object("properties")
          .orElse(JsonObject.EMPTY)
          .members()
          .forEach(
              (name, inner) -> {
                Json member = object.get(name);
                if (member != null) {
                  compare(inner, member, place + "/" + name, problems);
                }
              });
    }
  }

  private static boolean isOf(String type, Json value) {
    return switch (type) {
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof JsonArray;
      case "string" -> value instanceof JsonString;
      case "integer", "number" -> value instanceof JsonNumber;
      case String _ -> true;
    };
  }
}
