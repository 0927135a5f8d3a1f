package dev.gander.adapters.http.server;

import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The clients connected over HTTP/2. Helidon does not tell a running operation that its client has
/// reset the stream: writes go on without an error. So we look for resets ourselves, and record
/// here which request to notify. HTTP/1.1 does not need this: there, writes fail.
final class Http2Peers {
  private static final Visit UNKNOWN = new Visit(null, 0);

  private final ConcurrentMap<String, Peer> peers = new ConcurrentHashMap<>();

  Peer connect(ConnectionContext connection) {
    Peer peer = new Peer();
    peers.put(key(connection.socketId(), connection.childSocketId()), peer);
    return peer;
  }

  void disconnect(ConnectionContext connection, Peer peer) {
    peers.remove(key(connection.socketId(), connection.childSocketId()), peer);
    peer.leave();
  }

  /// Records that a request is being answered.
  Visit enter(ServerRequest request) {
    if (!request.prologue().protocolVersion().startsWith("2")) {
      return UNKNOWN;
    }
    Peer peer = peers.get(key(request.serverSocketId(), request.socketId()));
    return peer == null ? UNKNOWN : peer.enter(request.id());
  }

  private static String key(String server, String connection) {
    return server + " " + connection;
  }

  /// One connection.
  static final class Peer {
    private final Map<Integer, Visit> visits = new HashMap<>();
    private boolean left;

    private synchronized Visit enter(int stream) {
      Visit visit = new Visit(this, stream);
      if (left) {
        visit.leave();
      } else {
        visits.put(stream, visit);
      }
      return visit;
    }

    private synchronized void exit(Visit visit) {
      visits.remove(visit.stream, visit);
    }

    synchronized boolean isBusy() {
      return !visits.isEmpty();
    }

    /// The client has reset a stream.
    synchronized void reset(int stream) {
      Visit visit = visits.get(stream);
      if (visit != null) {
        visit.leave();
      }
    }

    private synchronized void leave() {
      left = true;
      visits.values().forEach(Visit::leave);
    }
  }

  /// One request while it is being answered.
  static final class Visit {
    private final @Nullable Peer peer;
    private final int stream;
    private boolean left;
    private @Nullable Runnable onLeave;

    private Visit(@Nullable Peer peer, int stream) {
      this.peer = peer;
      this.stream = stream;
    }

    /// Runs the action when the client leaves, or at once if it has already left. It must not
    /// block.
    synchronized void onLeave(Runnable action) {
      if (left) {
        action.run();
      } else if (peer != null) {
        onLeave = action;
      }
    }

    synchronized boolean hasLeft() {
      return left;
    }

    private synchronized void leave() {
      left = true;
      if (onLeave != null) {
        onLeave.run();
      }
    }

    void end() {
      if (peer != null) {
        peer.exit(this);
      }
    }
  }
}
