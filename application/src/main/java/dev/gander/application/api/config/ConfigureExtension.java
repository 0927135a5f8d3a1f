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

/// Adds, changes and removes the extensions available to new sessions. Only the entry concerned is
/// changed; entries that this program does not understand are kept.
public final class ConfigureExtension {
  private final Settings settings;

  public ConfigureExtension(Settings settings) {
    this.settings = settings;
  }

  /// Stores a configuration under the key derived from its own name.
  ///
  /// @param name the client's name for it
  /// @return whether an extension with that name already existed
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

  /// Does nothing if the extension does not exist.
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

  /// Anything else may be the user's work and must not be overwritten.
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
