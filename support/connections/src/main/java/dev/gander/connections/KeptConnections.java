package dev.gander.connections;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Connections that nobody uses just now, kept for the next request to their place until they are
/// too old. Any thread.
final class KeptConnections {
  private record Kept(ServiceConnection connection, long since) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, Deque<Kept>> kept = new HashMap<>();
  private final Dialer dialer;
  private final Duration oldest;
  private boolean isWatched;

  /// @param oldest how long one that nobody uses is kept
  KeptConnections(Dialer dialer, Duration oldest) {
    this.dialer = dialer;
    this.oldest = oldest;
  }

  /// A connection that was used last, or else a new one; see [Dialer#dial].
  ServiceConnection connect(Place place, Duration left) throws IOException, InterruptedException {
    ServiceConnection used = take(place);
    while (used != null) {
      if (used.isQuiet()) {
        return used;
      }
      used.close();
      used = take(place);
    }
    return new ServiceConnection(place, dialer.dial(place, left), this::keep);
  }

  private @Nullable ServiceConnection take(Place place) {
    lock.lock();
    try {
      Deque<Kept> here = kept.getOrDefault(place, new ArrayDeque<>());
      closeOld(here, System.nanoTime());
      Kept newest = here.pollFirst();
      return newest == null ? null : newest.connection;
    } finally {
      lock.unlock();
    }
  }

  private void keep(ServiceConnection connection) {
    lock.lock();
    try {
      kept.computeIfAbsent(connection.place(), _ -> new ArrayDeque<>())
          .addFirst(new Kept(connection, System.nanoTime()));
      if (!isWatched) {
        isWatched = true;
        Thread.ofVirtual().name("kept-connections").start(this::watch);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Until there are no more.
  private void watch() {
    try {
      do {
        Thread.sleep(oldest);
      } while (closeOld());
    } catch (InterruptedException e) {
      // Nobody has a reference to this thread.
      throw new IllegalStateException(e);
    }
  }

  private boolean closeOld() {
    long now = System.nanoTime();
    lock.lock();
    try {
      kept.values().forEach(here -> closeOld(here, now));
      kept.values().removeIf(Deque::isEmpty);
      isWatched = !kept.isEmpty();
      return isWatched;
    } finally {
      lock.unlock();
    }
  }

  private void closeOld(Deque<Kept> here, long now) {
    while (!here.isEmpty() && now - here.getLast().since >= oldest.toNanos()) {
      here.removeLast().connection.close();
    }
  }
}
