package dev.gander.application.template;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The semantics of values in templates; null represents an undefined one.
final class Values {
  private Values() {}

  static String print(@Nullable Json value) {
    return switch (value) {
      case null -> "";
      case JsonString(String text) -> text;
      case JsonNull _ -> "none";
      case Json other -> literal(other);
    };
  }

  /// The value as an expression literal, which for our purposes is JSON.
  static String literal(Json value) {
    return switch (value) {
      case JsonString(String text) -> quote(text);
      case JsonNumber number -> number.value().toString();
      case JsonBool bool -> Boolean.toString(bool.value());
      case JsonNull _ -> "null";
      case JsonArray(List<Json> items) ->
          items.stream().map(Values::literal).collect(Collectors.joining(", ", "[", "]"));
      case JsonObject object ->
          object.members().entrySet().stream()
              .map(member -> quote(member.getKey()) + ": " + literal(member.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  static boolean isTrue(@Nullable Json value) {
    return switch (value) {
      case null -> false;
      case JsonString(String text) -> !text.isEmpty();
      case JsonNumber number -> number.value().signum() != 0;
      case JsonBool bool -> bool.value();
      case JsonNull _ -> false;
      case JsonArray(List<Json> items) -> !items.isEmpty();
      case JsonObject object -> !object.isEmpty();
    };
  }

  /// The items of a loop: an array's items, an object's members as pairs, or none.
  static List<Json> items(@Nullable Json value) {
    return switch (value) {
      case null -> List.of();
      case JsonArray(List<Json> items) -> items;
      case JsonObject object ->
          object.members().entrySet().stream()
              .<Json>map(member -> JsonArray.of(Json.of(member.getKey()), member.getValue()))
              .toList();
      case JsonString _, JsonNumber _, JsonBool _, JsonNull _ ->
          throw new TemplateException("cannot loop over `" + print(value) + "`");
    };
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < 0x20 ? String.format("\\u%04x", c) : "" + (char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
