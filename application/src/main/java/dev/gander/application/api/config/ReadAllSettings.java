package dev.gander.application.api.config;

import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Objects;

/// Reads all settings from the files, without secrets and without the environment, except that the
/// active provider and model are the effective ones.
public final class ReadAllSettings {
  private final Settings settings;
  private final ActiveModel active;

  public ReadAllSettings(Settings settings, ActiveModel active) {
    this.settings = settings;
    this.active = active;
  }

  public JsonObject read() {
    JsonObject all = settings.all();
    Json extensions = Objects.requireNonNullElse(all.get(ConfiguredExtensions.KEY), JsonNull.NULL);
    JsonObject shown =
        all.with(ConfiguredExtensions.KEY, ConfiguredExtensions.withPlatform(extensions));
    ActiveModel.Choice current = active.in(all);
    if (current.provider() != null) {
      shown = shown.with(ActiveModel.PROVIDER, Json.of(current.provider()));
    }
    if (current.model() != null) {
      shown = shown.with(ActiveModel.MODEL, Json.of(current.model()));
    }
    return shown;
  }
}
