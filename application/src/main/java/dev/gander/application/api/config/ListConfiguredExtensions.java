package dev.gander.application.api.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.json.JsonNull;
import java.util.Objects;

/// `GET /config/extensions`: what is configured, with warnings.
public final class ListConfiguredExtensions {
  /// The key in the settings.
  public static final String KEY = "extensions";

  private final Settings settings;

  public ListConfiguredExtensions(Settings settings) {
    this.settings = settings;
  }

  /// @throws dev.gander.domain.error.StorageException if the settings cannot be read
  public ConfiguredExtensions list() {
    return ConfiguredExtensions.read(
        Objects.requireNonNullElse(settings.all().get(KEY), JsonNull.NULL));
  }
}
