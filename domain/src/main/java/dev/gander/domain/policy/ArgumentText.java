package dev.gander.domain.policy;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.math.BigDecimal;
import java.util.Optional;

/// An argument as patterns see it.
final class ArgumentText {
  private ArgumentText() {}

  /// @param path the names of members that lead to it, with dots
  /// @return empty if there is none; an object or a list is an empty text
  static Optional<String> of(JsonObject arguments, String path) {
    Json value = arguments.get(path);
    if (value == null && path.contains(".")) {
      int dot = path.indexOf('.');
      return arguments
          .object(path.substring(0, dot))
          .flatMap(inner -> of(inner, path.substring(dot + 1)));
    }
    return Optional.ofNullable(value).map(ArgumentText::text);
  }

  private static String text(Json value) {
    return switch (value) {
      case JsonString(String text) -> text;
      case JsonNumber(BigDecimal number) -> number.toPlainString();
      case JsonBool bool -> String.valueOf(bool.value());
      case JsonNull _ -> "null";
      case Json _ -> "";
    };
  }
}
