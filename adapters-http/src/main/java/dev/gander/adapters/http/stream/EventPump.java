package dev.gander.adapters.http.stream;

import java.io.IOException;
import java.time.Duration;

/// Carries events from a feed to a client, and a heartbeat in between. Everything is written by one
/// thread, so that frames never mix.
public final class EventPump {
  /// Where frames go.
  public interface Out {
    void write(byte[] frame) throws IOException;
  }

  private final EventFeed feed;
  private final Out out;
  private final long interval;
  private long due = System.nanoTime();
  private long heartbeats;

  EventPump(EventFeed feed, Out out, Duration interval) {
    this.feed = feed;
    this.out = out;
    this.interval = interval.toNanos();
  }

  /// Returns at the end of the feed.
  ///
  /// @throws IOException if the client has gone
  void run() throws IOException, InterruptedException {
    while (true) {
      switch (feed.next(Duration.ofNanos(Math.max(0, due - System.nanoTime())))) {
        case EventFeed.Step.Event(SseFrame frame) -> {
          out.write(frame.bytes());
          beatIfLate(interval);
        }
        case EventFeed.Step.Quiet _ -> beatIfLate(0);
        case EventFeed.Step.End _ -> {
          return;
        }
      }
    }
  }

  /// Events go first, but not for ever: the client may count on the heartbeat.
  private void beatIfLate(long tolerance) throws IOException {
    if (System.nanoTime() - due >= tolerance) {
      out.write(feed.heartbeat(heartbeats).bytes());
      heartbeats++;
      due = System.nanoTime() + interval;
    }
  }
}
