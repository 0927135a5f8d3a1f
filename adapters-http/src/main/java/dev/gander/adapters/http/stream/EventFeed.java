package dev.gander.adapters.http.stream;

import java.time.Duration;
import java.util.Optional;

/// Where the events of one stream come from. Pulled by one thread.
public interface EventFeed extends AutoCloseable {

  /// What a pull gives.
  sealed interface Step {
    record Event(SseFrame frame) implements Step {}

    /// Nothing came in time.
    record Quiet() implements Step {}

    /// Nothing will come any more.
    record End() implements Step {}
  }

  Step QUIET = new Step.Quiet();
  Step END = new Step.End();

  /// The next event, waiting for it as long as `patience`, which may be 0.
  Step next(Duration patience) throws InterruptedException;

  /// What shows the client that the connection lives, if anything should at present; `count` is 0
  /// for the first one.
  Optional<SseFrame> heartbeat(long count);

  /// What tells the client that this feed broke, if its protocol has such an event; otherwise the
  /// connection is closed in the middle of the stream.
  default Optional<SseFrame> failure() {
    return Optional.empty();
  }

  /// The server stops: the feed should come to its end soon, in due form. Any thread; does not
  /// block.
  default void stop() {
    close();
  }

  /// The stream is over: its client has gone. Any thread, any number of times; does not block.
  /// [#next] then ends at once.
  @Override
  void close();
}
