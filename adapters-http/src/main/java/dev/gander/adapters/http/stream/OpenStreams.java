package dev.gander.adapters.http.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The streams that are open now, so that they can be ended together. Any thread.
public final class OpenStreams {
  /// Most streams begin sooner, and their clients need not be watched before.
  private static final Duration SHORT = Duration.ofMillis(200);

  /// How often a stream that does not begin is asked whether it may go on to wait.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Set<EventFeed> feeds = ConcurrentHashMap.newKeySet();
  private final Duration heartbeat;
  private volatile boolean closed;

  public OpenStreams(Duration heartbeat) {
    this.heartbeat = heartbeat;
  }

  /// Answers a client with a stream.
  @FunctionalInterface
  public interface Opening {
    EventPump.Out open() throws IOException;
  }

  /// Opens a stream and writes the events of a feed on the calling thread until the feed ends or
  /// the client has gone, then closes the feed. A stream counts as open before its client sees it.
  ///
  /// @param watch closes the feed from now on if the client leaves, although nothing is written to
  ///   it
  /// @throws IOException if the client has gone
  public void pump(EventFeed feed, Runnable watch, Opening opening)
      throws IOException, InterruptedException {
    feeds.add(feed);
    try {
      if (closed) {
        feed.close();
      }
      begin(feed, watch);
      new EventPump(feed, opening.open(), heartbeat).run();
    } finally {
      feeds.remove(feed);
      feed.close();
    }
  }

  private static void begin(EventFeed feed, Runnable watch)
      throws IOException, InterruptedException {
    if (feed.begin(SHORT)) {
      return;
    }
    watch.run();
    while (!feed.begin(LOOK)) {
      // It still waits for something.
    }
  }

  public int count() {
    return feeds.size();
  }

  /// Ends all streams properly. Those whose events have not come to an end within `patience` are
  /// cut short after it. A stream that is opened later ends at once.
  ///
  /// @param ending how long the clients have then to take the end of the stream
  public void close(Duration patience, Duration ending) {
    closed = true;
    feeds.forEach(EventFeed::stop);
    awaitNone(patience);
    feeds.forEach(EventFeed::close);
    awaitNone(ending);
  }

  private void awaitNone(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!feeds.isEmpty() && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(5_000_000);
    }
  }
}
