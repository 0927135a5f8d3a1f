package dev.gander.domain.config;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The user's settings: environment variables, then `config.yaml` and the files below it.
/// Thread-safe; changes made by other programs are seen at once, those of the files of the system
/// and the installation within a second. Every write is atomic across processes, durable when it
/// returns, and keeps comments, order and unknown keys.
///
/// A file that does not parse is read as its newest good backup, or as empty, with a warning in the
/// log. It is never overwritten: a write throws [dev.gander.domain.error.StorageException] with
/// line and column. So does every method when a file cannot be read or written.
public interface Settings {
  /// The value of a key: the environment variable with that name in upper case if it is set, else
  /// the file's value. Empty if neither is set.
  Optional<Json> find(String key);

  /// The raw text of the environment variable that overrides this key; empty if it is not set.
  Optional<String> environment(String key);

  /// Whether the environment overrides this key, so that a write to the file has no effect.
  default boolean isFromEnvironment(String key) {
    return environment(key).isPresent();
  }

  /// The merged contents of all files, without the environment.
  JsonObject all();

  /// Reads, changes and writes the user's own file in one step. The change receives the contents of
  /// that file, without the files below it; it must be quick and must not use the settings. Nothing
  /// is written if nothing changed.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the file cannot hold the result of the change
  void edit(UnaryOperator<JsonObject> change);

  default void put(String key, Json value) {
    edit(file -> file.with(key, value));
  }

  /// Does nothing if the key does not exist.
  default void remove(String key) {
    edit(file -> file.without(Set.of(key)));
  }

  /// Changes one key in one step. The change receives [JsonNull] if the user's file lacks the key.
  default void update(String key, UnaryOperator<Json> change) {
    edit(
        file -> {
          Json old = file.get(key);
          return file.with(key, change.apply(old == null ? JsonNull.NULL : old));
        });
  }
}
