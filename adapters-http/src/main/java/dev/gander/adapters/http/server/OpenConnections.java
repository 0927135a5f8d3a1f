package dev.gander.adapters.http.server;

import dev.gander.adapters.http.options.ClientLimits;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The connections that are open now. There may only be so many, and none may keep us waiting for
/// ever. Any thread, except for [#admit].
final class OpenConnections {
  private static final System.Logger LOG = System.getLogger(OpenConnections.class.getName());

  /// The network of an IPv6 address, which its owner can choose from at will.
  private static final int IPV6_NETWORK_BYTES = 8;

  private static final int SOME = 16;

  /// Of the newest ones: they may be about to ask for something.
  private static final int SPARED = 4;

  private final ClientLimits limits;
  private final Map<String, ClientConnection> open = new ConcurrentHashMap<>();
  private final Thread watch;
  private volatile boolean closed;
  private long accepted;

  OpenConnections(ClientLimits limits) {
    this.limits = limits;
    this.watch = Thread.ofVirtual().name("connection-watch").unstarted(this::watch);
  }

  /// Ends connections that are overdue from now on.
  void start() {
    watch.start();
  }

  /// The connection that a request came on; empty if it has been ended.
  Optional<ClientConnection> of(ServerRequest request) {
    return Optional.ofNullable(open.get(request.socketId()));
  }

  /// Takes in a new connection. If there are too many, in all or from its address, one that waits
  /// for its client is ended for it; if there is none, the new one is. One thread at a time.
  ///
  /// @return empty if it was ended
  /// @throws IOException if the client has already left
  Optional<ClientConnection> admit(SocketChannel channel) throws IOException {
    ClientPace pace = new ClientPace(limits.patience(), limits.idle(), System::nanoTime);
    ClientConnection newcomer = new ClientConnection("client-" + ++accepted, channel, pace);
    if (!hasRoomFor(newcomer)) {
      LOG.log(Level.DEBUG, "too many connections are open: refused one from {0}", newcomer.peer());
      newcomer.breakOff();
      return Optional.empty();
    }
    open.put(newcomer.id(), newcomer);
    if (closed) {
      end(newcomer);
    }
    return Optional.of(newcomer);
  }

  void remove(ClientConnection connection) {
    open.remove(connection.id(), connection);
  }

  private boolean hasRoomFor(ClientConnection newcomer) {
    InetAddress peer = newcomer.peer();
    return hasRoom(open.values(), limits.connections())
        && (peer.isLoopbackAddress() || hasRoom(from(peer), limits.connectionsPerAddress()));
  }

  private boolean hasRoom(Collection<ClientConnection> connections, int most) {
    return connections.size() < most || endOneOf(connections);
  }

  private List<ClientConnection> from(InetAddress peer) {
    Object network = network(peer);
    return open.values().stream().filter(one -> network(one.peer()).equals(network)).toList();
  }

  private static Object network(InetAddress address) {
    return address instanceof Inet6Address six
        ? ByteBuffer.wrap(six.getAddress(), 0, IPV6_NETWORK_BYTES)
        : address;
  }

  /// Frees some descriptors, for files too, if there are connections that wait for their client.
  ///
  /// @return whether there were
  boolean endSome() {
    List<Waiting> waiting = waiting(open.values()).sorted(Waiting::newestFirst).toList();
    List<Waiting> others = waiting.subList(Math.min(SPARED, waiting.size()), waiting.size());
    others.stream().sorted().limit(SOME).forEach(this::end);
    if (others.isEmpty() && !waiting.isEmpty()) {
      end(waiting.getLast());
    }
    return !waiting.isEmpty();
  }

  private boolean endOneOf(Collection<ClientConnection> connections) {
    Optional<Waiting> dispensable = waiting(connections).min(Comparator.naturalOrder());
    dispensable.ifPresent(this::end);
    return dispensable.isPresent();
  }

  /// A connection that waits for its client, as it was when we looked. The most dispensable comes
  /// first: those that have never asked for anything, then those that have been silent for the
  /// longest.
  ///
  /// @param since as of [System#nanoTime()]
  private record Waiting(ClientConnection connection, boolean isNew, long since)
      implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int byNew = Boolean.compare(other.isNew, isNew);
      return byNew != 0 ? byNew : other.newestFirst(this);
    }

    int newestFirst(Waiting other) {
      return Long.signum(other.since - since);
    }
  }

  private static Stream<Waiting> waiting(Collection<ClientConnection> connections) {
    return connections.stream()
        .filter(one -> !one.pace().isAnswering())
        .map(one -> new Waiting(one, one.pace().isNew(), one.pace().waitingSince()));
  }

  private void end(Waiting waiting) {
    end(waiting.connection());
  }

  private void end(ClientConnection connection) {
    remove(connection);
    connection.breakOff();
  }

  /// Ends the connections that wait for their client, and lets requests take `patience` to be
  /// answered; then interrupts them.
  void close(Duration patience) {
    closed = true;
    watch.interrupt();
    endAll(ClientConnection::stop, patience);
    endAll(ClientConnection::interrupt, patience);
    open.values().forEach(this::end);
  }

  private void endAll(Consumer<ClientConnection> how, Duration patience) {
    open.values().forEach(how);
    long end = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty() && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void watch() {
    Duration shorter =
        limits.patience().compareTo(limits.idle()) < 0 ? limits.patience() : limits.idle();
    while (sleep(shorter.dividedBy(8))) {
      open.values().stream().filter(one -> one.pace().isOverdue()).forEach(this::end);
    }
  }

  private static boolean sleep(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException _) {
      // The connections are closed; nothing else interrupts this thread.
      return false;
    }
  }
}
