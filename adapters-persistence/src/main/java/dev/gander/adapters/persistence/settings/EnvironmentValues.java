package dev.gander.adapters.persistence.settings;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The environment as a source of settings: a key is looked up in upper case; its value is read as
/// JSON, or else as a truth value, integer or number, or else as plain text.
public record EnvironmentValues(Map<String, String> variables) {
  public EnvironmentValues {
    variables = Map.copyOf(variables);
  }

  /// The value as written.
  public Optional<String> text(String key) {
    return Optional.ofNullable(variables.get(key.toUpperCase(Locale.ROOT)));
  }

  public Optional<Json> find(String key) {
    return text(key).map(EnvironmentValues::parse);
  }

  private static Json parse(String value) {
    try {
      return JsonText.parse(value);
    } catch (JsonSyntaxException _) {
      return parseWord(value);
    }
  }

  private static Json parseWord(String value) {
    String word = value.strip();
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      return Json.of(Boolean.parseBoolean(word));
    }
    return JsonNumber.parse(word).<Json>map(number -> number).orElseGet(() -> Json.of(value));
  }
}
