package dev.gander.application.api.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.BundledServers;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.PlatformExtensions;
import java.util.List;
import java.util.stream.Stream;

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

  /// The usual configurations of those that come with the program, whether or not they are among
  /// the settings.
  public List<ExtensionConfig> available() {
    return Stream.<ExtensionConfig>concat(
            PlatformExtensions.all().stream()
                .filter(entry -> !entry.hidden())
                .map(PlatformExtensions.Entry::config),
            BundledServers.CONFIGS.stream())
        .toList();
  }
}
