package dev.gander.adapters.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/// Helidon's HTTP/2 with two corrections: operations learn that their client has reset the stream
/// or gone ([Http2Peers]), and a connection counts as idle only when no request on it is being
/// answered. Otherwise a client that only listens would be cut off after five minutes.
final class WatchedHttp2 implements ServerConnectionSelector {
  private final ServerConnectionSelector helidon;
  private final Http2Peers peers;

  WatchedHttp2(Http2Config config, Http2Peers peers) {
    this.helidon = Http2ConnectionSelector.builder().http2Config(config).build();
    this.peers = peers;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return helidon.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return helidon.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return helidon.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    Http2Peers.Peer peer = peers.connect(context);
    FrameScanner scanner = new FrameScanner(peer::reset);
    return new Connection(
        helidon.connection(new ScannedConnection(context, scanner)), context, peer);
  }

  private final class Connection implements ServerConnection {
    private final ServerConnection helidon;
    private final ConnectionContext context;
    private final Http2Peers.Peer peer;

    private Connection(ServerConnection helidon, ConnectionContext context, Http2Peers.Peer peer) {
      this.helidon = helidon;
      this.context = context;
      this.peer = peer;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        helidon.handle(limit);
      } finally {
        peers.disconnect(context, peer);
      }
    }

    @Override
    public Duration idleTime() {
      return peer.isBusy() ? Duration.ZERO : helidon.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      helidon.close(interrupt);
    }
  }
}
