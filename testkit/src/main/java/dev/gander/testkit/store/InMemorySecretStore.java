package dev.gander.testkit.store;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Secrets in memory, with their own environment.
public final class InMemorySecretStore implements SecretStore {
  private final Map<String, Json> environment;
  private JsonObject values = JsonObject.EMPTY;

  public InMemorySecretStore() {
    this(Map.of());
  }

  /// @param environment names in upper case and parsed values
  public InMemorySecretStore(Map<String, Json> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public synchronized Optional<Json> find(String key) {
    Json given = environment.get(key.toUpperCase(Locale.ROOT));
    return Optional.ofNullable(given == null ? values.get(key) : given);
  }

  @Override
  public synchronized Set<String> names() {
    return Set.copyOf(values.members().keySet());
  }

  @Override
  public synchronized void put(String key, Json value) {
    values = values.with(key, value);
  }

  @Override
  public synchronized void remove(String key) {
    values = values.without(Set.of(key));
  }
}
