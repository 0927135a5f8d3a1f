package dev.gander.testkit.store;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Settings in memory, with their own environment.
public final class InMemorySettings implements Settings {
  private final Map<String, Json> environment;
  private JsonObject values = JsonObject.EMPTY;

  public InMemorySettings() {
    this(Map.of());
  }

  /// @param environment names in upper case and parsed values
  public InMemorySettings(Map<String, Json> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public synchronized Optional<Json> find(String key) {
    Json given = environment.get(key.toUpperCase(Locale.ROOT));
    return Optional.ofNullable(given == null ? values.get(key) : given);
  }

  @Override
  public Optional<String> environment(String key) {
    return Optional.ofNullable(environment.get(key.toUpperCase(Locale.ROOT)))
        .map(InMemorySettings::text);
  }

  private static String text(Json given) {
    return switch (given) {
      case JsonString(String text) -> text;
      case JsonNumber(BigDecimal number) -> number.toString();
      case JsonBool bool -> String.valueOf(bool.value());
      case JsonNull _ -> "null";
      case JsonArray _, JsonObject _ ->
          throw new IllegalArgumentException("its text is not known: " + given);
    };
  }

  @Override
  public synchronized JsonObject all() {
    return values;
  }

  @Override
  public synchronized void edit(UnaryOperator<JsonObject> change) {
    values = change.apply(values);
  }
}
