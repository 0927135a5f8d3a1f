package dev.gander.domain.config;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The user's settings: environment variables, then `config.yaml` and the files below it. Any
/// thread; changes made by other programs are seen. Every write is atomic against other processes,
/// durable when it returns, and keeps comments, order and keys that we do not know.
///
/// A file that does not parse is read as its newest good backup, or as empty, with a warning in the
/// log; it is never overwritten: a write throws [dev.gander.domain.error.StorageException] with
/// line and column. So does every method when a file cannot be read or written.
public interface Settings {
  /// The value of a key: the environment variable of that name in upper case if there is one, else
  /// the file's. Empty if neither has it.
  Optional<Json> find(String key);

  /// The text of the environment variable that decides this key, as it stands there; empty if there
  /// is none.
  Optional<String> environment(String key);

  /// Whether the environment decides this key, so that a write to the file has no effect.
  default boolean isFromEnvironment(String key) {
    return environment(key).isPresent();
  }

  /// All that the files say, merged, without the environment.
  JsonObject all();

  /// Reads, changes and writes the user's own file in one step. The change gets what that file
  /// says, without the files below it; it must be quick and must not use the settings. A change
  /// that changes nothing writes nothing.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the file cannot hold what the change gives
  void edit(UnaryOperator<JsonObject> change);

  default void put(String key, Json value) {
    edit(file -> file.with(key, value));
  }

  /// Removing a key that is not there does nothing.
  default void remove(String key) {
    edit(file -> file.without(Set.of(key)));
  }

  /// Changes one key in one step. The change gets [JsonNull] for a key that the user's file does
  /// not have.
  default void update(String key, UnaryOperator<Json> change) {
    edit(
        file -> {
          Json old = file.get(key);
          return file.with(key, change.apply(old == null ? JsonNull.NULL : old));
        });
  }
}
