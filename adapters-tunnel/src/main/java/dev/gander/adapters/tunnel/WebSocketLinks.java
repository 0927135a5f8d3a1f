package dev.gander.adapters.tunnel;

import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.tunnel.LocalServer;
import dev.gander.domain.tunnel.TunnelIdentity;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelRelay;

/// Opens links. They use the certificates and proxies that the user has set up.
final class WebSocketLinks implements TunnelLinks {
  private final NetworkSettings network;
  private final LinkLimits limits;
  private final Connections connections = new Connections();

  WebSocketLinks(NetworkSettings network, LinkLimits limits) {
    this.network = network;
    this.limits = limits;
  }

  @Override
  public Link open(TunnelRelay relay, TunnelIdentity identity, LocalServer server) {
    return RelayLink.start(
        () -> dial(relay, identity), new ServerDoor(server, identity.secret()), relay, limits);
  }

  private RelaySocket dial(TunnelRelay relay, TunnelIdentity identity)
      throws RelayGone, InterruptedException {
    try {
      return RelaySocket.open(
          connections.client(network), relay.agentAddress(identity.agent()), limits);
    } catch (ConnectionException e) {
      throw new RelayGone(e.text());
    }
  }
}
