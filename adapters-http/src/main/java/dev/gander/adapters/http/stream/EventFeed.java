package dev.gander.adapters.http.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The source of one stream's events. Pulled by one thread.
public interface EventFeed extends AutoCloseable {

  /// The result of a pull.
  sealed interface Step {
    record Event(SseFrame frame) implements Step {}

    /// Nothing arrived in time.
    record Quiet() implements Step {}

    /// The stream has ended.
    record End() implements Step {}
  }

  Step QUIET = new Step.Quiet();
  Step END = new Step.End();

  /// Waits until the client may see that its request was accepted, for `patience` at most. Called
  /// until it is so, before the first pull.
  ///
  /// @throws IOException if the client is to get no answer
  default boolean begin(Duration patience) throws IOException, InterruptedException {
    return true;
  }

  /// The next event, waiting for `patience` at most, which may be 0.
  Step next(Duration patience) throws InterruptedException;

  /// A frame that shows the client that the connection is alive, if one is due now: a comment,
  /// unless the protocol of the feed has something else. `count` is 0 for the first one.
  default Optional<SseFrame> heartbeat(long count) {
    return Optional.of(SseFrame.comment("ping " + count));
  }

  /// The event that reports the failure of this feed to the client, if its protocol has one;
  /// otherwise the connection is closed in the middle of the stream.
  default Optional<SseFrame> failure() {
    return Optional.empty();
  }

  /// Called when the server stops: the feed should end soon, and properly. Any thread; does not
  /// block.
  default void stop() {
    close();
  }

  /// Called when the stream is over or its client has gone. Any thread, any number of times; does
  /// not block. [#next] then ends, a pull that is waiting after its patience at the latest.
  @Override
  void close();
}
