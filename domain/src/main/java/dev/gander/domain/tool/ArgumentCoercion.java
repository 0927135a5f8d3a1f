package dev.gander.domain.tool;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Models occasionally write numbers and booleans as texts. If a tool's schema expects another
/// type, a text that can be parsed as one is converted. Everything else is unchanged, except that a
/// tool whose schema names no properties gets no arguments at all, as in goosed.
public final class ArgumentCoercion {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private ArgumentCoercion() {}

  public static ToolCall coerce(ToolCall call, Tool tool) {
    JsonObject arguments = call.arguments();
    Optional<JsonObject> properties = tool.inputSchema().object("properties");
    if (arguments == null) {
      return call;
    }
    if (properties.isEmpty()) {
      return new ToolCall(call.name(), null, call.other());
    }
    JsonObject.Builder coerced = JsonObject.builder();
    arguments
        .members()
        .forEach((name, value) -> coerced.put(name, coerce(value, properties.get().object(name))));
    return new ToolCall(call.name(), coerced.build(), call.other());
  }

  private static Json coerce(Json value, Optional<JsonObject> schema) {
    return value instanceof JsonString(String text)
        ? schema.flatMap(wanted -> convert(text, types(wanted))).orElse(value)
        : value;
  }

  private static List<Json> types(JsonObject schema) {
    Json type = schema.get("type");
    if (type == null) {
      return List.of();
    }
    return type instanceof JsonArray(List<Json> types) ? types : List.of(type);
  }

  private static Optional<Json> convert(String text, List<Json> types) {
    for (Json type : types) {
      if (!(type instanceof JsonString(String name)) || name.equals("string")) {
        return Optional.empty();
      }
      Optional<Json> converted =
          switch (name) {
            case "number", "integer" -> number(text);
            case "boolean" -> truth(text);
            default -> Optional.empty();
          };
      if (converted.isPresent()) {
        return converted;
      }
    }
    return Optional.empty();
  }

  /// An integer if there is no fraction and it fits in 64 bits, else a floating-point number.
  private static Optional<Json> number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      return Optional.empty();
    }
    return Optional.of(isWhole(value) ? Json.of(exactly(text, value)) : Json.of(value));
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p63;
  }

  /// Parses plain integers exactly, since a floating-point number cannot hold all their digits.
  private static long exactly(String text, double value) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return (long) value;
    }
  }

  private static Optional<Json> truth(String text) {
    return text.equalsIgnoreCase("true")
        ? Optional.of(Json.of(true))
        : text.equalsIgnoreCase("false") ? Optional.of(Json.of(false)) : Optional.empty();
  }
}
