package dev.gander.testkit.store;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.json.Json;
import java.util.Map;

class InMemorySecretStoreTest implements SecretStoreContract {
  private final SecretStore secrets =
      new InMemorySecretStore(Map.of("FROM_ENV", Json.of("from-env")));

  @Override
  public SecretStore secrets() {
    return secrets;
  }
}
