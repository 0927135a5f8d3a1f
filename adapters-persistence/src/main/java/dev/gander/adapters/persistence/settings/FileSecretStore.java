package dev.gander.adapters.persistence.settings;

import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Secrets in `secrets.yaml`, which only its owner may read, or in another map.
public final class FileSecretStore implements SecretStore {
  private final EnvironmentValues environment;
  private final StoredMap file;

  /// @param file created with its folder by the first write
  public FileSecretStore(Map<String, String> environment, Path file) {
    this(environment, YamlFile.secret(file));
  }

  /// @param stored what the environment does not override
  public FileSecretStore(Map<String, String> environment, StoredMap stored) {
    this.environment = new EnvironmentValues(environment);
    this.file = stored;
  }

  @Override
  public Optional<Json> find(String key) {
    return environment.find(key).or(() -> Optional.ofNullable(file.read().get(key)));
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(file.read().members().keySet());
  }

  @Override
  public void put(String key, Json value) {
    file.edit(secrets -> secrets.with(key, value));
  }

  @Override
  public void remove(String key) {
    file.edit(secrets -> secrets.without(Set.of(key)));
  }
}
