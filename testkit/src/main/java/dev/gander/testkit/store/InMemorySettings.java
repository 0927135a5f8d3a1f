package dev.gander.testkit.store;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Settings that live as long as the object, with an environment of their own.
public final class InMemorySettings implements Settings {
  private final Map<String, Json> environment;
  private JsonObject values = JsonObject.EMPTY;

  public InMemorySettings() {
    this(Map.of());
  }

  /// `environment` has names in upper case and parsed values.
  public InMemorySettings(Map<String, Json> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public synchronized Optional<Json> find(String key) {
    Json given = environment.get(key.toUpperCase(Locale.ROOT));
    return Optional.ofNullable(given == null ? values.get(key) : given);
  }

  @Override
  public boolean isFromEnvironment(String key) {
    return environment.containsKey(key.toUpperCase(Locale.ROOT));
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
