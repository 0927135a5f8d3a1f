package dev.gander.domain.json;

/// A JSON value. Immutable; numbers keep their digits, objects keep the order of their members.
public sealed interface Json
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBool, JsonNull {

  static Json of(String value) {
    return new JsonString(value);
  }

  static Json of(long value) {
    return JsonNumber.of(value);
  }

  static Json of(double value) {
    return JsonNumber.of(value);
  }

  static Json of(boolean value) {
    return value ? JsonBool.TRUE : JsonBool.FALSE;
  }

  /// The value as text on one line, without blanks between its parts.
  default String compact() {
    StringBuilder text = new StringBuilder();
    CompactText.write(this, text);
    return text.toString();
  }
}
