package dev.gander.application.api.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ConfiguredExtensions;

/// `GET /config/extensions`: what is configured, with warnings.
public final class ListConfiguredExtensions {
  private final Settings settings;

  public ListConfiguredExtensions(Settings settings) {
    this.settings = settings;
  }

  /// @throws dev.gander.domain.error.StorageException if the settings cannot be read
  public ConfiguredExtensions list() {
    return ConfiguredExtensions.in(settings);
  }
}
