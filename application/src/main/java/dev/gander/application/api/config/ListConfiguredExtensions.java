package dev.gander.application.api.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ConfiguredExtensions;

/// Lists the configured extensions, with warnings about broken entries.
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
