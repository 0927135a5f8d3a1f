package dev.gander.adapters.http.server;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The requests of one connection that are being answered. Helidon does not tell a running
/// operation that its HTTP/2 client has reset the stream: writes go on without an error. So we look
/// for resets ourselves, and record here which request to notify. With HTTP/1 writes fail; until
/// there is something to write, the connection has to be watched.
final class Visits {
  private final Map<Integer, Visit> visits = new HashMap<>();

  /// Streams that were reset before their request began to be answered.
  private final Set<Integer> early = new HashSet<>();

  private boolean left;

  /// @param watch notices from then on if the client leaves before it gets anything
  synchronized Visit enter(int stream, Runnable watch, Runnable onEnd) {
    Visit visit = new Visit(stream, watch, onEnd);
    if (left || early.remove(stream)) {
      visit.leave();
    } else {
      visits.put(stream, visit);
    }
    return visit;
  }

  private synchronized void exit(Visit visit) {
    visits.remove(visit.stream, visit);
  }

  /// The client has reset a stream whose answer has not ended.
  synchronized void reset(int stream) {
    Visit visit = visits.get(stream);
    if (visit == null) {
      early.add(stream);
    } else {
      visit.leave();
    }
  }

  /// The client has gone.
  synchronized void leave() {
    left = true;
    visits.values().forEach(Visit::leave);
  }

  /// One request while it is being answered.
  final class Visit {
    private final int stream;
    private final Runnable watch;
    private final Runnable onEnd;
    private boolean left;
    private @Nullable Runnable onLeave;

    private Visit(int stream, Runnable watch, Runnable onEnd) {
      this.stream = stream;
      this.watch = watch;
      this.onEnd = onEnd;
    }

    /// The client may have to wait: whether it leaves is noticed from now on although nothing is
    /// written to it. Call when the request has been read, on its thread.
    void watch() {
      watch.run();
    }

    /// Runs the action when the client leaves, or at once if it has already left. It must not
    /// block.
    synchronized void onLeave(Runnable action) {
      if (left) {
        action.run();
      } else {
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
      exit(this);
      onEnd.run();
    }
  }
}
