package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.RouteTable;
import dev.gander.adapters.http.frame.ResetLimit;
import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.stream.ClientWatch;
import dev.gander.adapters.http.stream.OpenStreams;
import dev.gander.adapters.http.websocket.OpenSockets;
import dev.gander.application.api.operating.NoteRequest;
import io.helidon.common.context.Context;
import io.helidon.common.context.Contexts;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Configures Helidon. Nothing is discovered: everything the server can do is listed here.
public final class HelidonListener {
  static final int LONGEST_REQUEST_LINE = 64 << 10;
  static final int LONGEST_HEADERS = 64 << 10;

  /// Of the headers of an HTTP/2 request as they are encoded.
  static final int LONGEST_BLOCK = 4 * LONGEST_HEADERS;

  private HelidonListener() {}

  /// A listener that has its address, but is not started yet.
  ///
  /// @param discreet hides secrets in the texts of errors
  /// @throws IOException if the address cannot be bound
  public static Listener create(
      HttpOptions options,
      InetSocketAddress address,
      RouteTable routes,
      OpenSockets sockets,
      OpenStreams streams,
      ClientWatch watch,
      Gate gate,
      UnaryOperator<String> discreet,
      NoteRequest served)
      throws IOException {
    OpenConnections connections = new OpenConnections(options.clients());
    HostCheck hosts = new HostCheck(address.getAddress(), options.allowedHosts());
    ClientIo client = new ClientIo(streams, watch, options.clients().patience());
    Dispatcher dispatcher =
        new Dispatcher(hosts, gate, routes, client, connections, discreet, served);
    ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    Context context = HelidonContext.withoutDiscovery();
    Protocols protocols =
        Contexts.runInContext(
            context,
            () ->
                new Protocols(
                    surroundings(dispatcher, requests, context),
                    http1(new SocketUpgrader(sockets, hosts, gate)),
                    Http2ConnectionSelector.builder().http2Config(http2(options)).build(),
                    tls(options)));
    return new Listener(address, protocols, connections, requests);
  }

  private static @Nullable SSLContext tls(HttpOptions options) {
    return options.tls() == null ? null : options.tls().context();
  }

  private static HelidonSurroundings surroundings(
      Dispatcher dispatcher, ExecutorService requests, Context context) {
    return new HelidonSurroundings(
        ListenerConfig.builder()
            .protocolsDiscoverServices(false)
            .writeBufferSize(0)
            // Only thus do UnroutedErrors learn what is wrong; the entity is theirs.
            .errorHandling(ErrorHandling.builder().includeEntity(true).build())
            .buildPrototype(),
        Router.builder().addRouting(HttpRouting.builder().addFilter(dispatcher)).build(),
        UnroutedErrors.handlers(),
        MediaContext.builder().mediaSupportsDiscoverServices(false).build(),
        ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).build(),
        context,
        requests);
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

  /// Helidon would end the connection without an answer because of headers that are too long. Up to
  /// four times as many get through to `Dispatcher`, which refuses them alone; `Http2Bytes` refuses
  /// longer ones.
  private static Http2Config http2(HttpOptions options) {
    return Http2Config.builder()
        .validatePath(false)
        .maxHeaderListSize(LONGEST_BLOCK)
        .rapidResetCheckPeriod(ResetLimit.PERIOD)
        .maxRapidResets(ResetLimit.MOST)
        .flowControlTimeout(options.clients().patience())
        .build();
  }
}
