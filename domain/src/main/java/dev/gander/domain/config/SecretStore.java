package dev.gander.domain.config;

import dev.gander.domain.json.Json;
import java.util.Optional;
import java.util.Set;

/// Keys and tokens. Threads, atomicity and failures are those of [Settings]. Values must never
/// reach a log, an error text or an answer.
public interface SecretStore {
  /// The environment variable of that name in upper case if there is one, else the stored value.
  Optional<Json> find(String key);

  /// Names of the stored secrets, without the environment's.
  Set<String> names();

  void put(String key, Json value);

  /// Removing a secret that is not there does nothing.
  void remove(String key);
}
