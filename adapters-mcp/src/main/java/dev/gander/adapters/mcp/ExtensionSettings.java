package dev.gander.adapters.mcp;

import dev.gander.domain.config.SearchFolders;
import dev.gander.domain.config.Settings;
import dev.gander.domain.json.JsonNumber;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings that apply to all extensions. Read again for each extension that starts.
record ExtensionSettings(Settings settings) {
  private static final Duration DEFAULT = Duration.ofMinutes(5);

  /// The time limit of a request: the configured seconds, or else the setting
  /// `GOOSE_DEFAULT_EXTENSION_TIMEOUT` (1.36), or else five minutes. 0 counts as not set.
  Duration timeout(@Nullable Long configured) {
    return configured == null || configured == 0 ? standard() : Duration.ofSeconds(configured);
  }

  private Duration standard() {
    return settings
        .find("GOOSE_DEFAULT_EXTENSION_TIMEOUT")
        .filter(JsonNumber.class::isInstance)
        .map(seconds -> ((JsonNumber) seconds).value().longValue())
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds)
        .orElse(DEFAULT);
  }

  List<String> searchPaths() {
    return SearchFolders.of(settings);
  }
}
