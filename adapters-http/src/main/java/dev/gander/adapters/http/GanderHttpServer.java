package dev.gander.adapters.http;

import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.adapters.http.access.KnownKeys;
import dev.gander.adapters.http.acp.AcpEndpoint;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.call.RouteTable;
import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.peer.AcpService;
import dev.gander.adapters.http.peer.ConsoleFiles;
import dev.gander.adapters.http.server.Gate;
import dev.gander.adapters.http.server.HelidonListener;
import dev.gander.adapters.http.server.Listener;
import dev.gander.adapters.http.server.NamedKeys;
import dev.gander.adapters.http.server.SecretKey;
import dev.gander.adapters.http.stream.ClientWatch;
import dev.gander.adapters.http.stream.OpenStreams;
import dev.gander.adapters.http.websocket.OpenSockets;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.operating.NoteRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/// The running server.
public final class GanderHttpServer implements AutoCloseable {
  private static final Duration ENDING = Duration.ofMillis(800);

  private final HttpOptions options;
  private final OpenStreams streams;
  private final ClientWatch watch;
  private final OpenSockets sockets;
  private final AcpEndpoint acp;
  private final Listener listener;

  private GanderHttpServer(
      HttpOptions options,
      List<Route> routes,
      AcpEndpoint acp,
      ClientWatch watch,
      NamedKeys named,
      BrowserSignIns signIns,
      UnaryOperator<String> discreet,
      NoteRequest served)
      throws IOException {
    this.options = options;
    this.watch = watch;
    this.acp = acp;
    this.streams = new OpenStreams(options.heartbeat());
    this.sockets = new OpenSockets(acp.socket(), watch, options.clients().patience());
    InetAddress host = InetAddress.getByName(options.host());
    this.listener =
        HelidonListener.create(
            options,
            new InetSocketAddress(host, options.port()),
            new RouteTable(routes),
            sockets,
            streams,
            watch,
            new Gate(new SecretKey(options.secretKey()), named, signIns),
            discreet,
            served);
    served.watchStreams(streams::count);
  }

  /// Starts listening and returns.
  ///
  /// @throws IOException if the host has no address or the address cannot be bound; the message
  ///   says which
  ///
  /// @param acp serves the clients of `/acp`
  /// @param console what browsers load
  public static GanderHttpServer start(
      HttpOptions options, UseCases use, AcpService acp, ConsoleFiles console) throws IOException {
    AcpEndpoint endpoint = new AcpEndpoint(acp);
    SecretKey own = new SecretKey(options.secretKey());
    BrowserSignIns signIns = BrowserSignIns.start();
    KnownKeys known =
        new KnownKeys(own::matches, own.isGuessable(), use.access().identify()::holder);
    return start(
        options,
        Operations.all(use, known, endpoint, signIns, console),
        endpoint,
        NamedKeys.of(use.access()),
        signIns,
        use.status().hideSecrets()::in,
        use.operating().requests());
  }

  /// @param discreet hides secrets in the texts of errors
  static GanderHttpServer start(
      HttpOptions options,
      List<Route> routes,
      AcpEndpoint acp,
      NamedKeys named,
      BrowserSignIns signIns,
      UnaryOperator<String> discreet,
      NoteRequest served)
      throws IOException {
    ClientWatch watch = ClientWatch.start(options.clients().patience().dividedBy(8));
    try {
      GanderHttpServer server =
          new GanderHttpServer(options, routes, acp, watch, named, signIns, discreet, served);
      server.listener.start();
      return server;
    } catch (IOException e) {
      watch.close();
      throw new IOException(
          "cannot listen on %s:%d: %s".formatted(options.host(), options.port(), e.getMessage()),
          e);
    }
  }

  public int port() {
    return listener.port();
  }

  /// The address for clients on this machine.
  public URI uri() {
    String scheme = options.tls() == null ? "http" : "https";
    String host = options.host().indexOf(':') < 0 ? options.host() : "[" + options.host() + "]";
    return URI.create(scheme + "://" + host + ":" + port());
  }

  /// The address for programs on this machine, also if the server listens everywhere.
  public URI localUri() {
    boolean everywhere = options.host().equals("0.0.0.0") || options.host().equals("::");
    return everywhere ? URI.create(uri().getScheme() + "://127.0.0.1:" + port()) : uri();
  }

  /// How many event streams are open.
  public int openStreams() {
    return streams.count();
  }

  /// Completed with the reason if the server takes no connection any more although it is not
  /// closed.
  public CompletionStage<Throwable> failure() {
    return listener.failure();
  }

  /// Ends the event streams, and with them the turns of `POST /reply`, and the sockets; then stops
  /// listening and interrupts the requests still running. Takes 2 s at most.
  @Override
  public void close() {
    streams.close(ENDING, ENDING.dividedBy(5));
    watch.breakAll();
    sockets.close();
    acp.close();
    listener.close();
    watch.close();
  }
}
