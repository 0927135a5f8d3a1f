package dev.gander.domain.json;

import java.util.Objects;

/// A JSON text.
public record JsonString(String value) implements Json {
  public JsonString {
    Objects.requireNonNull(value, "value");
  }
}
