package dev.gander.adapters.tunnel;

import dev.gander.connections.NetworkSettings;
import dev.gander.domain.config.Settings;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelLinksFactory;
import java.util.Map;
import java.util.Optional;

/// Links over WebSockets, for the service loader.
public final class WebSocketTunnels implements TunnelLinksFactory {
  @Override
  public TunnelLinks create(Settings settings, Map<String, String> variables) {
    NetworkSettings network =
        new NetworkSettings(
            key -> text(settings, key), name -> Optional.ofNullable(variables.get(name)));
    return new WebSocketLinks(network, LinkLimits.USUAL);
  }

  private static Optional<String> text(Settings settings, String key) {
    return settings
        .find(key)
        .flatMap(
            it -> it instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
  }
}
