package dev.gander.adapters.http.websocket;

import dev.gander.adapters.http.stream.ClientWatch;
import dev.gander.domain.access.Caller;
import io.helidon.http.Headers;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// The sockets of a route that are open now. Any thread.
public final class OpenSockets implements AutoCloseable {
  private static final Duration ENDING = Duration.ofMillis(300);

  private final SocketRoute route;
  private final ClientWatch watch;
  private final Duration patience;
  private final Set<WebSocketConnection> open = ConcurrentHashMap.newKeySet();

  /// @param patience how long a client may leave unread what is sent to it
  public OpenSockets(SocketRoute route, ClientWatch watch, Duration patience) {
    this.route = route;
    this.watch = watch;
    this.patience = patience;
  }

  public String path() {
    return route.path();
  }

  /// Opens a socket on the connection; empty if the headers do not ask for one properly.
  ///
  /// @param isValid whether the caller's key may go on
  public Optional<ServerConnection> open(
      ConnectionContext context, Headers headers, Caller caller, BooleanSupplier isValid) {
    SocketRoute.Visit visit = new SocketRoute.Visit(caller, isValid);
    return Handshake.key(headers).map(key -> open(context, key, visit));
  }

  private ServerConnection open(ConnectionContext context, String key, SocketRoute.Visit visit) {
    context.dataWriter().writeNow(Handshake.answer(key, route.headers().get()));
    var socket =
        new WebSocketConnection(
            context,
            opened -> route.listener().apply(opened, visit),
            watch,
            patience,
            open::remove);
    open.add(socket);
    return socket;
  }

  /// Tells the clients that the server is stopping, while the connections are still open; does not
  /// wait long for those that do not read.
  @Override
  public void close() {
    List<Thread> telling =
        open.stream().map(one -> Thread.ofVirtual().start(() -> one.close(true))).toList();
    long deadline = System.nanoTime() + ENDING.toNanos();
    try {
      for (Thread thread : telling) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
