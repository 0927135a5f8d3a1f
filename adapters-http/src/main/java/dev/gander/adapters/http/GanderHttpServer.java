package dev.gander.adapters.http;

import dev.gander.adapters.http.acp.AcpEndpoint;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.call.RouteTable;
import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.server.HelidonListener;
import dev.gander.adapters.http.stream.ClientWatch;
import dev.gander.adapters.http.stream.OpenStreams;
import dev.gander.adapters.http.websocket.OpenSockets;
import dev.gander.adapters.http.websocket.SocketRoute;
import dev.gander.application.api.UseCases;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// The running server.
public final class GanderHttpServer implements AutoCloseable {
  private static final Duration ENDING = Duration.ofSeconds(1);

  private final HttpOptions options;
  private final OpenStreams streams;
  private final ClientWatch watch;
  private final OpenSockets sockets;
  private final WebServer server;

  private GanderHttpServer(
      HttpOptions options,
      InetAddress host,
      List<Route> routes,
      SocketRoute socket,
      UnaryOperator<String> discreet) {
    this.options = options;
    this.streams = new OpenStreams(options.heartbeat());
    this.watch = ClientWatch.start(options.patience().dividedBy(8));
    this.sockets = new OpenSockets(socket, watch, options.patience());
    InetSocketAddress address = new InetSocketAddress(host, options.port());
    this.server =
        HelidonListener.create(
            options, address, new RouteTable(routes), sockets, streams, watch, discreet);
  }

  /// Starts listening and returns.
  ///
  /// @throws IOException if the host has no address or the address cannot be bound; the message
  ///   says which
  public static GanderHttpServer start(HttpOptions options, UseCases use) throws IOException {
    return start(
        options, Operations.all(use), AcpEndpoint.socket(use), use.status().hideSecrets()::in);
  }

  /// @param discreet hides secrets in the texts of errors
  static GanderHttpServer start(
      HttpOptions options, List<Route> routes, SocketRoute socket, UnaryOperator<String> discreet)
      throws IOException {
    InetAddress host = InetAddress.getByName(options.host());
    requireFree(options, host);
    GanderHttpServer server = new GanderHttpServer(options, host, routes, socket, discreet);
    server.server.start();
    if (server.server.isRunning()) {
      return server;
    }
    server.watch.close();
    throw new IOException("cannot listen on " + address(options) + "; the log says why");
  }

  /// Tries the address beforehand: Helidon logs one that it cannot bind as thirty lines of stack
  /// trace, and does not report the reason.
  private static void requireFree(HttpOptions options, InetAddress host) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, options.port()));
    } catch (IOException e) {
      throw new IOException("cannot listen on " + address(options) + ": " + e.getMessage(), e);
    }
  }

  private static String address(HttpOptions options) {
    return options.host() + ":" + options.port();
  }

  public int port() {
    return server.port();
  }

  /// The address for clients on this machine.
  public URI uri() {
    String scheme = options.tls() == null ? "http" : "https";
    String host = options.host().indexOf(':') < 0 ? options.host() : "[" + options.host() + "]";
    return URI.create(scheme + "://" + host + ":" + port());
  }

  /// How many event streams are open.
  public int openStreams() {
    return streams.count();
  }

  /// Ends the event streams, and with them the turns of `POST /reply`, and the sockets; then stops
  /// listening and interrupts the requests still running. Takes 2 s at most.
  @Override
  public void close() {
    streams.close(ENDING);
    watch.breakAll();
    sockets.close();
    server.stop();
    watch.close();
  }
}
