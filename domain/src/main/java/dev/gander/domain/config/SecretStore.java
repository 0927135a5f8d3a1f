package dev.gander.domain.config;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Keys and tokens. Threading, atomicity and failures are as in [Settings]. Values must never reach
/// a log, an error text or a response.
public interface SecretStore {
  /// The environment variable with that name in upper case if it is set, else the stored value.
  Optional<Json> find(String key);

  /// The names of the stored secrets, not of those in the environment.
  Set<String> names();

  /// The stored secrets that are texts, so that they can be masked in output.
  default List<String> texts() {
    return names().stream()
        .flatMap(name -> find(name).stream())
        .flatMap(secret -> secret instanceof JsonString(String text) ? Stream.of(text) : null)
        .toList();
  }

  void put(String key, Json value);

  /// Does nothing if the secret does not exist.
  void remove(String key);
}
