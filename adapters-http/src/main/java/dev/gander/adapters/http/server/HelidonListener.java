package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.RouteTable;
import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.stream.ClientWatch;
import dev.gander.adapters.http.stream.OpenStreams;
import dev.gander.adapters.http.websocket.OpenSockets;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Configures Helidon. Nothing is discovered: everything the server can do is listed here.
public final class HelidonListener {
  private static final int LONGEST_REQUEST_LINE = 64 << 10;
  private static final int LONGEST_HEADERS = 64 << 10;

  private HelidonListener() {}

  /// A server that is not started yet.
  ///
  /// @param discreet hides secrets in the texts of errors
  public static WebServer create(
      HttpOptions options,
      InetSocketAddress address,
      RouteTable routes,
      OpenSockets sockets,
      OpenStreams streams,
      ClientWatch watch,
      UnaryOperator<String> discreet) {
    Http2Peers peers = new Http2Peers();
    HostCheck hosts = new HostCheck(address.getAddress(), options.allowedHosts());
    SecretKey key = new SecretKey(options.secretKey());
    Dispatcher dispatcher =
        new Dispatcher(
            hosts, key, routes, new ClientIo(streams, watch, options.patience()), peers, discreet);
    WebServerConfig.Builder config =
        WebServer.builder()
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(500))
            .bindAddress(address)
            .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
            .writeBufferSize(0)
            // Without TLS the older sockets need one buffer of 8 KB for each stream instead of two.
            .useNio(options.tls() != null)
            .mediaContext(MediaContext.builder().mediaSupportsDiscoverServices(false).build())
            .contentEncoding(
                ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).build())
            .directHandlers(UnroutedErrors.handlers())
            .addConnectionSelector(http1(new SocketUpgrader(sockets, hosts, key)))
            .routing(HttpRouting.builder().addFilter(dispatcher));
    if (options.tls() != null) {
      config
          .tls(Tls.builder().sslContext(options.tls().context()).build())
          .addConnectionSelector(new WatchedHttp2(http2(options), peers));
    }
    return config.build();
  }

  /// Paths and queries are not validated: goosed accepts raw brackets and bars.
  private static Http1ConnectionSelector http1(SocketUpgrader upgrader) {
    return Http1ConnectionSelector.builder()
        .addUpgrader(upgrader)
        .config(
            Http1Config.builder()
                .validatePath(false)
                .validatePrologue(false)
                .maxPrologueLength(LONGEST_REQUEST_LINE)
                .maxHeadersSize(LONGEST_HEADERS)
                .build())
        .build();
  }

  private static Http2Config http2(HttpOptions options) {
    return Http2Config.builder()
        .validatePath(false)
        .maxHeaderListSize(LONGEST_HEADERS)
        .flowControlTimeout(options.patience())
        .build();
  }
}
