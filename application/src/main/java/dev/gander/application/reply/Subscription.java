package dev.gander.application.reply;

import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.SessionEvent.ActiveRequests;
import dev.gander.domain.turn.SessionEvent.TooFarBehind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One reader of a session's events. Pulled by one thread at a time; holds no events itself, so it
/// needs no closing and costs nothing while nobody pulls.
public final class Subscription {
  /// A reader that is further behind the live events than this is let go.
  static final int MAX_LAG = 256;

  private final EventBus bus;

  /// Up to here events are replayed; the lag counts from here.
  private final long replayed;

  private final boolean tooFarBehind;
  private @Nullable ActiveRequests greeting;
  private long position;
  private boolean ended;

  Subscription(EventBus bus, long lastEventId) {
    EventBus.Start start = bus.start(lastEventId);
    this.bus = bus;
    this.position = start.position();
    this.replayed = start.newest();
    this.tooFarBehind = start.tooFarBehind();
    this.greeting = start.requests();
  }

  /// The next event, waiting up to `timeout` for it. Empty when none came in time, or when
  /// [#hasEnded()].
  public Optional<SessionEvent> next(Duration timeout) throws InterruptedException {
    if (ended) {
      return Optional.empty();
    }
    if (tooFarBehind) {
      ended = true;
      return Optional.of(new TooFarBehind());
    }
    if (greeting != null) {
      SessionEvent first = greeting;
      greeting = null;
      return Optional.of(first);
    }
    return take(bus.after(position, timeout.toNanos()));
  }

  private Optional<SessionEvent> take(EventBus.Next next) {
    boolean lost = next.newest() > position && next.event() == null;
    ended = next.over() || lost || next.newest() - Math.max(position, replayed) > MAX_LAG;
    if (ended || next.event() == null) {
      return Optional.empty();
    }
    position = next.event().sequence();
    return Optional.of(next.event());
  }

  /// Whether nothing will come any more: the session was deleted, or this reader was too slow; it
  /// may subscribe again with the number of the last event it got.
  public boolean hasEnded() {
    return ended;
  }

  /// Whether no turn runs that could bring more events at present.
  public boolean isQuiet() {
    return bus.isQuiet();
  }
}
