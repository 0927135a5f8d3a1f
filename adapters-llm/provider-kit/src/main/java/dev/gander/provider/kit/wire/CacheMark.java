package dev.gander.provider.kit.wire;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;

/// Anthropic's mark on the last thing that a service should cache for the next request; other
/// services with its models accept it too.
public final class CacheMark {
  private static final Json EPHEMERAL = JsonObject.of("type", Json.of("ephemeral"));

  private CacheMark() {}

  /// The object with the mark.
  public static JsonObject on(JsonObject object) {
    return object.with("cache_control", EPHEMERAL);
  }
}
