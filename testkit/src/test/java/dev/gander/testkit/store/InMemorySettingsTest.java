package dev.gander.testkit.store;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import java.util.Map;

class InMemorySettingsTest implements SettingsContract {
  private final Settings settings = new InMemorySettings(Map.of("FROM_ENV", Json.of(42)));

  @Override
  public Settings settings() {
    return settings;
  }
}
