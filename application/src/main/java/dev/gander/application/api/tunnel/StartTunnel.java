package dev.gander.application.api.tunnel;

import dev.gander.application.tunnel.Tunnel;
import dev.gander.domain.tunnel.TunnelStatus;

/// Opens the tunnel, also at every later start of the server until it is stopped.
public final class StartTunnel {
  private final Tunnel tunnel;

  public StartTunnel(Tunnel tunnel) {
    this.tunnel = tunnel;
  }

  /// See [Tunnel#open].
  public TunnelStatus start() {
    return tunnel.open();
  }
}
