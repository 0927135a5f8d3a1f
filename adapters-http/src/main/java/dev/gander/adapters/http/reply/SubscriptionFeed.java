package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.turn.SessionEvent;
import java.time.Duration;
import java.util.Optional;

/// The events of a session. Losing the client cancels nothing.
final class SubscriptionFeed implements EventFeed {
  /// How long a pull waits while the server stops, since nothing wakes it when the turns have ended
  /// or are given up.
  private static final Duration SOON = Duration.ofMillis(50);

  private final Subscription subscription;
  private final SessionFrames frames = new SessionFrames();
  private volatile boolean stopping;
  private volatile boolean closed;

  SubscriptionFeed(Subscription subscription) {
    this.subscription = subscription;
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    if (closed) {
      return END;
    }
    Optional<SessionEvent> event = subscription.next(wait(patience)).filter(SessionFrames::isTold);
    if (event.isPresent()) {
      return new Step.Event(frames.frame(event.get()));
    }
    boolean isOver = subscription.hasEnded() || (stopping && subscription.isQuiet());
    return isOver ? END : QUIET;
  }

  private Duration wait(Duration patience) {
    return stopping && patience.compareTo(SOON) > 0 ? SOON : patience;
  }

  /// Running turns are cancelled with the server; their last events still reach the client.
  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
  }
}
