package dev.gander.application.api.tunnel;

import dev.gander.application.tunnel.Tunnel;
import dev.gander.domain.tunnel.TunnelStatus;

/// How it stands with the tunnel.
public final class GetTunnelStatus {
  private final Tunnel tunnel;

  public GetTunnelStatus(Tunnel tunnel) {
    this.tunnel = tunnel;
  }

  public TunnelStatus get() {
    return tunnel.status();
  }
}
