package dev.gander.adapters.http.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// Accepts connections and has each served on a thread of its own. When the process has no
/// descriptor left for a connection, it ends some that are idle, and tries again; clients wait
/// meanwhile. (Helidon's own listener would close itself and all connections, and say nothing.)
public final class Listener implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Listener.class.getName());
  private static final int BACKLOG = 1024;
  private static final Duration ENDING = Duration.ofMillis(500);

  /// As long as it takes, more or less, until an ended connection has given its descriptor back.
  private static final Duration FREEING = Duration.ofMillis(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ServerSocketChannel server;
  private final int port;
  private final Protocols protocols;
  private final OpenConnections connections;
  private final ExecutorService requests;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private volatile boolean closed;

  /// Binds the address; [#start] begins to accept.
  ///
  /// @param requests is shut down with the listener
  /// @throws IOException if the address cannot be bound
  Listener(
      InetSocketAddress address,
      Protocols protocols,
      OpenConnections connections,
      ExecutorService requests)
      throws IOException {
    this.protocols = protocols;
    this.connections = connections;
    this.requests = requests;
    this.server = ServerSocketChannel.open();
    try {
      server.bind(address, BACKLOG);
      port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  public void start() {
    connections.start();
    Thread.ofPlatform().name("listener-" + port).start(this::run);
  }

  private void run() {
    try {
      accept();
    } catch (RuntimeException | Error e) {
      failure.complete(e);
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /// Completed with the reason if no connection is accepted any more although nobody has closed the
  /// listener.
  public CompletionStage<Throwable> failure() {
    return failure;
  }

  private void accept() {
    boolean isShort = false;
    while (!closed) {
      try {
        take(server.accept());
        isShort = false;
      } catch (IOException e) {
        if (!server.isOpen()) {
          fail(e);
          return;
        }
        if (!isShort) {
          LOG.log(Level.WARNING, "no connection can be accepted for now: {0}", e.getMessage());
        }
        isShort = true;
        pause(connections.endSome() ? FREEING : PAUSE);
      }
    }
  }

  private void fail(IOException reason) {
    if (!closed) {
      failure.complete(reason);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      // Closes the socket at the next attempt, as an interrupt there does.
      Thread.currentThread().interrupt();
    }
  }

  private void take(SocketChannel channel) throws IOException {
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      connections.admit(channel).ifPresent(this::serve);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a client has left at once", e);
      channel.close();
    }
  }

  private void serve(ClientConnection connection) {
    Thread.ofVirtual()
        .name(connection.id())
        .start(
            () -> {
              try {
                protocols.serve(connection);
              } finally {
                connections.remove(connection);
              }
            });
  }

  /// Stops accepting, ends the connections on which nothing is answered, and interrupts the other
  /// ones after half a second. Takes a second at most.
  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the listener cannot be closed", e);
    }
    connections.close(ENDING);
    requests.shutdownNow();
  }
}
