package dev.gander.connections;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A small server of pages that are read and nothing else: one request to a connection, and no body
/// with it. Strangers may reach it: a connection is given up when its time is over, however its
/// bytes come, and there are so many at most. (The JDK's server waits for ever; what limits it are
/// properties of the whole JVM, and silent connections keep others out.)
public final class PageServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PageServer.class.getName());

  /// As long as the system, out of descriptors, may need until there is one again.
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// How much of the process the visitors may take up, and for how long.
  ///
  /// @param patience how long a connection lasts at most, with its answer
  /// @param connections how many may be open at once; at least 1
  public record Limits(Duration patience, int connections) {
    /// As patient as the main port, and small enough beside it.
    public static final Limits USUAL = new Limits(Duration.ofSeconds(30), 32);
  }

  /// @param address what the visitor asks for; it may name no host
  /// @param headers by their names in small letters; the first of each name
  public record Request(String method, URI address, Map<String, String> headers) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /// @param headers all but those about length and connection
  /// @param seen runs after the answer was sent
  public record Answer(int status, Map<String, String> headers, String body, Runnable seen) {
    public static Answer empty(int status) {
      return new Answer(status, Map.of(), "", () -> {});
    }
  }

  private final ServerSocketChannel socket;
  private final Limits limits;
  private final Function<Request, Answer> answers;
  private final Set<PageVisit> visits = ConcurrentHashMap.newKeySet();
  private final Thread accepting;

  private PageServer(ServerSocketChannel socket, Limits limits, Function<Request, Answer> answers) {
    this.socket = socket;
    this.limits = limits;
    this.answers = answers;
    this.accepting = Thread.ofPlatform().name("pages-" + port()).daemon().unstarted(this::accept);
  }

  /// @param answers on any thread; what it throws ends the connection
  /// @throws IOException if the address cannot be bound
  public static PageServer open(
      InetSocketAddress address, Limits limits, Function<Request, Answer> answers)
      throws IOException {
    ServerSocketChannel socket = ServerSocketChannel.open();
    try {
      socket.bind(address);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    PageServer server = new PageServer(socket, limits, answers);
    server.accepting.start();
    return server;
  }

  public int port() {
    return socket.socket().getLocalPort();
  }

  private void accept() {
    boolean isShort = false;
    while (socket.isOpen()) {
      try {
        take(socket.accept());
        isShort = false;
      } catch (IOException e) {
        if (socket.isOpen()) {
          if (!isShort) {
            LOG.log(Level.WARNING, "no reader can be let in for now: {0}", e.getMessage());
          }
          isShort = true;
          endOne();
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      // Closes the socket at the next attempt, as an interrupt there does.
      Thread.currentThread().interrupt();
    }
  }

  private void take(SocketChannel channel) throws IOException {
    Optional<InetAddress> peer = peer(channel);
    if (peer.isEmpty() || (visits.size() >= limits.connections() && !endOne())) {
      channel.close();
      return;
    }
    PageVisit visit = new PageVisit(channel, peer.get(), answers);
    visits.add(visit);
    Thread.ofVirtual().name("page").start(() -> serve(visit));
    if (!socket.isOpen()) {
      visit.breakOff();
    }
  }

  private void serve(PageVisit visit) {
    Thread end = Thread.ofVirtual().name("page-end").start(() -> visit.endAfter(limits.patience()));
    try {
      visit.run();
    } finally {
      end.interrupt();
      visits.remove(visit);
    }
  }

  /// Empty if the visitor has already left.
  private static Optional<InetAddress> peer(SocketChannel channel) {
    try {
      return Optional.of(((InetSocketAddress) channel.getRemoteAddress()).getAddress());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Ends the connection that has waited longest for its visitor, of the address with the most of
  /// them: who opens many loses their own.
  ///
  /// @return whether there was one
  private boolean endOne() {
    List<PageVisit> waiting = visits.stream().filter(PageVisit::waitsForVisitor).toList();
    Map<InetAddress, Long> counts =
        waiting.stream().collect(groupingBy(PageVisit::peer, counting()));
    Optional<PageVisit> dispensable =
        waiting.stream()
            .max(
                comparingLong((PageVisit visit) -> counts.getOrDefault(visit.peer(), 0L))
                    .thenComparingLong(PageVisit::age));
    dispensable.ifPresent(
        visit -> {
          visits.remove(visit);
          visit.breakOff();
        });
    return dispensable.isPresent();
  }

  /// Afterwards the port is free.
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a port cannot be closed", e);
    }
    awaitEnd();
    visits.forEach(PageVisit::breakOff);
  }

  /// The system keeps the port as long as a thread waits there, which the closing has woken.
  private void awaitEnd() {
    boolean isInterrupted = Thread.interrupted();
    try {
      accepting.join();
    } catch (InterruptedException _) {
      isInterrupted = true;
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
