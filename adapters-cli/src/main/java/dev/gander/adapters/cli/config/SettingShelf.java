package dev.gander.adapters.cli.config;

import dev.gander.domain.json.Json;
import java.io.IOException;
import java.util.Map;

/// Where settings are. Whatever is refused is a [dev.gander.domain.error.GanderException] that says
/// why, and a server that cannot be reached an [IOException].
interface SettingShelf extends AutoCloseable {
  /// A setting without the secrets in it; null in JSON if it is not set.
  Json find(String key) throws IOException, InterruptedException;

  /// Whether a secret is set.
  boolean hasSecret(String key) throws IOException, InterruptedException;

  /// All settings of the files, without the secrets in them.
  Map<String, Json> all() throws IOException, InterruptedException;

  void set(String key, Json value, boolean isSecret) throws IOException, InterruptedException;

  void remove(String key, boolean isSecret) throws IOException, InterruptedException;

  @Override
  void close();
}
