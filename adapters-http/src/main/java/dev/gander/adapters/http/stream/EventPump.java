package dev.gander.adapters.http.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Writes events from a feed to a client, with heartbeats in between. One thread writes everything,
/// so that frames never mix.
public final class EventPump {
  /// The destination of frames. Both methods throw when the client has gone.
  public interface Out {
    /// @param piece of frames, of which it has to be sent soon; at most 64 KB
    void write(byte[] piece) throws IOException;

    /// Signals the end of the stream.
    void end() throws IOException;
  }

  private final EventFeed feed;
  private final Out out;
  private final FrameBuffer buffer;
  private final long interval;
  private long due = System.nanoTime();
  private long heartbeats;

  EventPump(EventFeed feed, Out out, Duration interval) {
    this.feed = feed;
    this.out = out;
    this.buffer = new FrameBuffer(out);
    this.interval = interval.toNanos();
  }

  /// Returns when the feed has ended and the client has seen its end. A failure of the feed is
  /// thrown after it was reported to the client.
  ///
  /// @throws IOException if the client has gone
  void run() throws IOException, InterruptedException {
    try {
      pump();
    } catch (RuntimeException | Error e) {
      tell(e);
      throw e;
    }
  }

  private void tell(Throwable failure) {
    try {
      Optional<SseFrame> last = feed.failure();
      if (last.isPresent()) {
        buffer.add(last.get());
        buffer.flush();
        out.end();
      }
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void pump() throws IOException, InterruptedException {
    EventFeed.Step step = feed.next(untilDue());
    while (true) {
      switch (step) {
        case EventFeed.Step.Event first -> {
          step = write(first);
          beatIfLate(interval);
        }
        case EventFeed.Step.Quiet _ -> {
          beatIfLate(0);
          step = feed.next(untilDue());
        }
        case EventFeed.Step.End _ -> {
          out.end();
          return;
        }
      }
    }
  }

  private Duration untilDue() {
    return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
  }

  /// Writes an event together with those already waiting behind it.
  ///
  /// @return the step after them
  private EventFeed.Step write(EventFeed.Step.Event first)
      throws IOException, InterruptedException {
    EventFeed.Step step = first;
    while (step instanceof EventFeed.Step.Event(SseFrame frame) && !buffer.isFull()) {
      buffer.add(frame);
      step = feed.next(Duration.ZERO);
    }
    buffer.flush();
    return step;
  }

  /// Events go first, but not forever: the client may rely on the heartbeat.
  private void beatIfLate(long tolerance) throws IOException {
    if (System.nanoTime() - due >= tolerance) {
      Optional<SseFrame> heartbeat = feed.heartbeat(heartbeats);
      if (heartbeat.isPresent()) {
        buffer.add(heartbeat.get());
        buffer.flush();
        heartbeats++;
      }
      due = System.nanoTime() + interval;
    }
  }
}
