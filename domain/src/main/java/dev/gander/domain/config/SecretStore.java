package dev.gander.domain.config;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Keys and tokens. Threads, atomicity and failures are those of [Settings]. Values must never
/// reach a log, an error text or an answer.
public interface SecretStore {
  /// The environment variable of that name in upper case if there is one, else the stored value.
  Optional<Json> find(String key);

  /// Names of the stored secrets, without the environment's.
  Set<String> names();

  /// The values of the stored secrets that are texts, to keep them out of what others will read.
  default List<String> texts() {
    return names().stream()
        .flatMap(name -> find(name).stream())
        .flatMap(secret -> secret instanceof JsonString(String text) ? Stream.of(text) : null)
        .toList();
  }

  void put(String key, Json value);

  /// Removing a secret that is not there does nothing.
  void remove(String key);
}
