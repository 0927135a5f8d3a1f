package dev.gander.testkit.tunnel;

import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelRelay;

class InMemoryTunnelLinksTest implements TunnelLinksContract {
  private static final TunnelRelay RELAY = TunnelRelay.parse("https://relay.example");

  private final InMemoryTunnelLinks links = new InMemoryTunnelLinks();

  @Override
  public TunnelLinks links() {
    return links;
  }

  @Override
  public TunnelRelay relay() {
    return RELAY;
  }

  @Override
  public void startRelay() {
    links.start(RELAY);
  }

  @Override
  public void stopRelay() {
    links.stop(RELAY);
  }

  @Override
  public int connected() {
    return links.connected(RELAY);
  }
}
