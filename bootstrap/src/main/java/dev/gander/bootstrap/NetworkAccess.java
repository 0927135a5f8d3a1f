package dev.gander.bootstrap;

import dev.gander.connections.NetworkSettings;
import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import java.util.Map;
import java.util.Optional;

/// Where connections of the program itself look up certificates and proxies.
final class NetworkAccess {
  private NetworkAccess() {}

  static NetworkSettings of(Settings settings, Map<String, String> variables) {
    return new NetworkSettings(
        key -> settings.find(key).flatMap(NetworkAccess::text),
        name -> Optional.ofNullable(variables.get(name)));
  }

  private static Optional<String> text(Json value) {
    return value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
  }
}
