package dev.gander.application;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.tunnel.GetTunnelStatus;
import dev.gander.application.api.tunnel.PairWithGateway;
import dev.gander.application.api.tunnel.StartTunnel;
import dev.gander.application.api.tunnel.StopTunnel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.tunnel.Tunnel;
import dev.gander.domain.config.KnownSecrets;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// The way to this server from elsewhere, assembled on its ports.
final class TunnelServices {
  private final Tunnel tunnel;
  private final RandomGenerator random;
  private final Clock clock;

  TunnelServices(Ports ports, TypedSettings settings, KnownSecrets known) {
    Ports.Tunnels tunnels = ports.tunnels();
    random = tunnels.random();
    clock = ports.machine().clock();
    tunnel =
        new Tunnel(
            new Tunnel.Parts(
                ports.machine().variables(),
                settings,
                ports.files().secrets(),
                known,
                tunnels.lock(),
                tunnels.links(),
                random));
  }

  Tunnel tunnel() {
    return tunnel;
  }

  UseCases.Tunnels useCases() {
    return new UseCases.Tunnels(
        new StartTunnel(tunnel),
        new StopTunnel(tunnel),
        new GetTunnelStatus(tunnel),
        new PairWithGateway(random, clock));
  }
}
