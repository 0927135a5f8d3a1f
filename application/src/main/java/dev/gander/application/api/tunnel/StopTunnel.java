package dev.gander.application.api.tunnel;

import dev.gander.application.tunnel.Tunnel;

/// Closes the tunnel, open or not, and keeps it closed.
public final class StopTunnel {
  private final Tunnel tunnel;

  public StopTunnel(Tunnel tunnel) {
    this.tunnel = tunnel;
  }

  /// See [Tunnel#stop].
  public void stop() {
    tunnel.stop();
  }
}
