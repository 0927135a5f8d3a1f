/// The tunnel: a client of a relay, over which phones reach this server. A plug-in: users of the
/// port find it as a service.
module dev.gander.adapters.tunnel {
  requires dev.gander.connections;
  requires dev.gander.domain;
  requires dev.gander.json.jackson;
  requires static org.jspecify;

  provides dev.gander.domain.tunnel.TunnelLinksFactory with
      dev.gander.adapters.tunnel.WebSocketTunnels;
}
