package dev.gander.adapters.local.engine;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import java.time.Duration;

/// The settings of engines. One that cannot be read counts as not set.
final class EngineSettings {
  private static final String IDLE = "GANDER_LOCAL_IDLE_SECONDS";
  private static final Duration USUAL_IDLE = Duration.ofMinutes(10);

  private EngineSettings() {}

  /// Stripped; empty if it is not set.
  static String text(Settings settings, String key) {
    return settings
        .find(key)
        .map(
            value ->
                switch (value) {
                  case JsonString(String text) -> text.strip();
                  case JsonNumber number -> number.text();
                  case Json _ -> "";
                })
        .orElse("");
  }

  /// After which time without a request an engine is ended; 0 means at once.
  static Duration idle(Settings settings) {
    String seconds = text(settings, IDLE);
    return seconds.matches("\\d{1,8}") ? Duration.ofSeconds(Long.parseLong(seconds)) : USUAL_IDLE;
  }
}
