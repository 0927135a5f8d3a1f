package dev.gander.domain.config;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The user's settings: environment variables, then `config.yaml` and the files below it. Any
/// thread; changes made by other programs are seen. Every write is atomic against other processes,
/// durable when it returns, and keeps comments, order and keys that we do not know.
///
/// Methods throw [dev.gander.domain.error.StorageException] when a file cannot be read or written;
/// a file that does not parse is named with line and column and is never overwritten.
public interface Settings {
  /// The value of a key: the environment variable of that name in upper case if there is one, else
  /// the file's. Empty if neither has it.
  Optional<Json> find(String key);

  /// Whether the environment decides this key, so that a write to the file has no effect.
  boolean isFromEnvironment(String key);

  /// All that the files say, merged, without the environment.
  JsonObject all();

  void put(String key, Json value);

  /// Removing a key that is not there does nothing.
  void remove(String key);

  /// Reads, changes and writes one key in one step. The change gets
  /// [dev.gander.domain.json.JsonNull] for a missing key.
  void update(String key, UnaryOperator<Json> change);
}
