package dev.gander.adapters.persistence.secrets;

import dev.gander.adapters.persistence.settings.EnvironmentValues;
import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// Secrets in an encrypted file. goose's own file is taken in whenever there is one: a goose that
/// runs beside us may write it at any time.
final class SealedSecretStore implements SecretStore {
  private final EnvironmentValues environment;
  private final YamlFile sealed;
  private final SecretsMove intake;

  /// @param plain goose's file
  SealedSecretStore(EnvironmentValues environment, YamlFile sealed, YamlFile plain) {
    this.environment = environment;
    this.sealed = sealed;
    this.intake = new SecretsMove(plain, sealed);
  }

  @Override
  public Optional<Json> find(String key) {
    return environment.find(key).or(() -> Optional.ofNullable(stored().get(key)));
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(stored().members().keySet());
  }

  @Override
  public void put(String key, Json value) {
    intake.run();
    sealed.edit(secrets -> secrets.with(key, value));
  }

  @Override
  public void remove(String key) {
    intake.run();
    sealed.edit(secrets -> secrets.without(Set.of(key)));
  }

  private JsonObject stored() {
    intake.run();
    return sealed.read();
  }
}
