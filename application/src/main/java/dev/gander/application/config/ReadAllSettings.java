package dev.gander.application.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Objects;

/// `GET /config`: all settings of the files, without secrets and without the environment, except
/// that the active provider and model are the ones in force.
public record ReadAllSettings(Settings settings, ActiveModel active) {
  public JsonObject read() {
    JsonObject all = settings.all();
    Json extensions =
        Objects.requireNonNullElse(all.get(ListConfiguredExtensions.KEY), JsonNull.NULL);
    JsonObject shown =
        all.with(ListConfiguredExtensions.KEY, ConfiguredExtensions.withPlatform(extensions));
    if (active.provider().isPresent()) {
      shown = shown.with(ActiveModel.PROVIDER, Json.of(active.provider().get()));
    }
    if (active.model().isPresent()) {
      shown = shown.with(ActiveModel.MODEL, Json.of(active.model().get()));
    }
    return shown;
  }
}
