package dev.gander.adapters.mcp;

import dev.gander.domain.config.SearchFolders;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.RequestTimeout;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings that apply to all extensions. Read again for each extension that starts.
record ExtensionSettings(Settings settings) {
  private static final String START_KEY = "GANDER_EXTENSION_START_TIMEOUT";
  private static final long MOST_TOOLS = 500;

  Duration timeout(@Nullable Long configured) {
    return RequestTimeout.of(configured, settings);
  }

  /// The time limit of a start, up to the answer to `initialize`: the setting
  /// `GANDER_EXTENSION_START_TIMEOUT`, or else that of a request.
  Duration startTime(@Nullable Long configured) {
    return seconds(START_KEY).orElseGet(() -> timeout(configured));
  }

  /// What a start that took too long is told with.
  static String late(ExtensionException e) {
    return e.text() + " (" + START_KEY + ", or the timeout of the extension)";
  }

  /// Whether packages are looked up before they start (`GANDER_MALWARE_CHECK`). Anything but
  /// `false` means yes.
  ///
  /// @param otherwise if the setting is not there
  boolean checksForMalware(boolean otherwise) {
    return settings
        .find("GANDER_MALWARE_CHECK")
        .map(wanted -> !wanted.equals(Json.of(false)) && !isFalse(wanted))
        .orElse(otherwise);
  }

  private static boolean isFalse(Json value) {
    return value instanceof JsonString(String text) && text.strip().equalsIgnoreCase("false");
  }

  private Optional<Duration> seconds(String key) {
    return number(key).map(Duration::ofSeconds);
  }

  private Optional<Long> number(String key) {
    return settings
        .find(key)
        .filter(JsonNumber.class::isInstance)
        .map(number -> ((JsonNumber) number).value().longValue())
        .filter(number -> number > 0);
  }

  /// The setting `GANDER_MAX_EXTENSION_TOOLS`: how many tools of one extension are used.
  int mostTools() {
    return Math.clamp(number("GANDER_MAX_EXTENSION_TOOLS").orElse(MOST_TOOLS), 1, Pages.MOST_ITEMS);
  }

  List<String> searchPaths() {
    return SearchFolders.of(settings);
  }
}
