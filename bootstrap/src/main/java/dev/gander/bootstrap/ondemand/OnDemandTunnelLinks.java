package dev.gander.bootstrap.ondemand;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.tunnel.LocalServer;
import dev.gander.domain.tunnel.TunnelIdentity;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelLinksFactory;
import dev.gander.domain.tunnel.TunnelRelay;
import java.util.Map;

/// Links to relays, loaded with the first of them.
public final class OnDemandTunnelLinks implements TunnelLinks {
  private final OnDemand<TunnelLinksFactory> factory =
      new OnDemand<>(
          TunnelLinksFactory.class,
          "dev.gander.adapters.tunnel",
          "tunnel",
          () -> new Unavailable("The tunnel is not installed"));
  private final Settings settings;
  private final Map<String, String> variables;

  public OnDemandTunnelLinks(Settings settings, Map<String, String> variables) {
    this.settings = settings;
    this.variables = variables;
  }

  @Override
  public Link open(TunnelRelay relay, TunnelIdentity identity, LocalServer server) {
    return factory.get().create(settings, variables).open(relay, identity, server);
  }
}
