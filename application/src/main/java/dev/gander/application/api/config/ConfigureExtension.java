package dev.gander.application.api.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Set;

/// Adds, changes and removes the extensions that new sessions may have. Only the entry concerned is
/// touched; entries that this program does not understand stay.
public final class ConfigureExtension {
  private final Settings settings;

  public ConfigureExtension(Settings settings) {
    this.settings = settings;
  }

  /// Stores a configuration under the key that its own name makes.
  ///
  /// @param name what the client calls it
  /// @return whether an extension of that name was there already
  /// @throws StorageException if it cannot be stored
  public boolean put(String name, boolean enabled, ExtensionConfig config) {
    ExtensionKey called = ExtensionKey.of(name);
    boolean known =
        new ListConfiguredExtensions(settings)
            .list().entries().stream().anyMatch(entry -> entry.config().key().equals(called));
    String key = config.key().value();
    settings.update(
        ConfiguredExtensions.KEY,
        old -> {
          JsonObject entries = asEntries(old);
          return entries.with(
              key,
              new ConfiguredExtensions.Entry(key, enabled, config).replacing(entries.get(key)));
        });
    return known;
  }

  /// Removing what is not there does nothing.
  ///
  /// @throws StorageException if it cannot be removed
  public void remove(String name) {
    String key = ExtensionKey.of(name).value();
    settings.edit(
        file ->
            file.object(ConfiguredExtensions.KEY)
                .filter(entries -> entries.has(key))
                .map(entries -> file.with(ConfiguredExtensions.KEY, entries.without(Set.of(key))))
                .orElse(file));
  }

  /// What else may stand there is somebody's work.
  private static JsonObject asEntries(Json old) {
    return switch (old) {
      case JsonNull _ -> JsonObject.EMPTY;
      case JsonObject entries -> entries;
      case Json _ ->
          throw new StorageException(
              "The setting " + ConfiguredExtensions.KEY + " is no map of extensions", null);
    };
  }
}
