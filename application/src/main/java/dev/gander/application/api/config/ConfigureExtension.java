package dev.gander.application.api.config;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.RefusedVariables;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Adds, changes and removes the extensions available to new sessions. Only the entry concerned is
/// changed; entries that this program does not understand are kept.
public final class ConfigureExtension {
  private final Settings settings;
  private final SecretStore secrets;

  public ConfigureExtension(Settings settings, SecretStore secrets) {
    this.settings = settings;
    this.secrets = secrets;
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

  /// Stores a configuration under its own key, but the values of its variables as secrets of the
  /// same names. The secrets of an extension that it replaces stay.
  ///
  /// @throws StorageException if either cannot be stored; then no secret was added
  public void add(ExtensionConfig config, boolean enabled) {
    if (!(config instanceof ExtensionConfig.Stdio program) || program.envs().isEmpty()) {
      put(config.name(), enabled, config);
      return;
    }
    Map<String, String> variables = RefusedVariables.removedFrom(program.envs());
    Set<String> fresh = new HashSet<>(variables.keySet());
    fresh.removeAll(secrets.names());
    try {
      variables.forEach((name, value) -> secrets.put(name, Json.of(value)));
      put(config.name(), enabled, program.withSecrets(variables.keySet()));
    } catch (StorageException e) {
      fresh.forEach(secrets::remove);
      throw e;
    }
  }

  /// Switches an extension on or off, for new sessions.
  ///
  /// @param key exactly the one of its entry
  /// @throws NotFound if there is no readable entry with that key
  /// @throws StorageException if it cannot be stored
  public void enable(String key, boolean enabled) {
    ConfiguredExtensions.Entry found =
        new ListConfiguredExtensions(settings)
            .list().entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFound("Extension '" + key + "' not found"));
    settings.update(
        ConfiguredExtensions.KEY,
        old -> {
          JsonObject entries = asEntries(old);
          // The entry may be one of another file, or of an extension that is always there.
          JsonObject entry = entries.object(key).orElseGet(found::toJson);
          return entries.with(key, entry.with("enabled", Json.of(enabled)));
        });
  }

  /// Does nothing if the extension does not exist.
  ///
  /// @throws StorageException if it cannot be removed
  public void remove(String name) {
    removeEntry(ExtensionKey.of(name).value());
  }

  /// Does nothing if there is no entry with exactly this key.
  ///
  /// @throws StorageException if it cannot be removed
  public void removeEntry(String key) {
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
