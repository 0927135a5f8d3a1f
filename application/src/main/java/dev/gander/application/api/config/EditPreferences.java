package dev.gander.application.api.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads, changes and removes preferences.
public final class EditPreferences {
  private final Settings settings;

  public EditPreferences(Settings settings) {
    this.settings = settings;
  }

  /// The value in force; [JsonNull] if there is none.
  public Json read(Preference preference) {
    return settings.find(preference.key()).orElse(JsonNull.NULL);
  }

  /// All or none.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if one of the values is not allowed
  public void save(Map<Preference, Json> values) {
    Map<Preference, Json> checked = new EnumMap<>(Preference.class);
    values.forEach((preference, value) -> checked.put(preference, preference.checked(value)));
    settings.edit(
        file -> {
          JsonObject.Builder changed = JsonObject.builder().putAll(file);
          checked.forEach((preference, value) -> changed.put(preference.key(), value));
          return changed.build();
        });
  }

  /// Those that are not set stay so.
  public void remove(Collection<Preference> preferences) {
    Set<String> keys =
        preferences.stream().map(Preference::key).collect(Collectors.toUnmodifiableSet());
    settings.edit(file -> file.without(keys));
  }
}
