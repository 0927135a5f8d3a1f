package dev.gander.application.api.turn;

import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.SessionEvent.ActiveRequests;
import dev.gander.domain.turn.SessionEvent.TooFarBehind;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.SessionEventLog.Next;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A reader of a session's events. Pulled by one thread at a time; closed from any.
public final class Subscription implements AutoCloseable {
  /// A reader that falls further behind the live events is ended.
  static final int MAX_LAG = 256;

  /// For a reader that misses nothing.
  static final long ANY_LAG = Long.MAX_VALUE;

  private final SessionEventLog.Reader reader;
  private @Nullable ActiveRequests greeting;
  private final long maxLag;
  private boolean ended;

  /// @param active the turns that were running after reading began
  /// @param maxLag how far it may fall behind
  Subscription(SessionEventLog.Reader reader, List<String> active, long maxLag) {
    this.reader = reader;
    this.maxLag = maxLag;
    this.greeting = active.isEmpty() ? null : new ActiveRequests(active);
  }

  /// The next event, waiting up to `timeout` for it. Empty if none arrived in time, or if
  /// [#hasEnded()].
  public Optional<SessionEvent> next(Duration timeout) throws InterruptedException {
    if (ended) {
      return Optional.empty();
    }
    if (reader.hasMissed()) {
      ended = true;
      return Optional.of(new TooFarBehind());
    }
    if (greeting != null) {
      SessionEvent first = greeting;
      greeting = null;
      return Optional.of(first);
    }
    return take(reader.next(timeout));
  }

  /// The lag is measured from the end of the replay.
  private Optional<SessionEvent> take(Next next) {
    boolean lost = next.newest() > next.before() && next.event() == null;
    long behind = next.newest() - Math.max(next.before(), reader.newestAtStart());
    ended = next.isOver() || lost || behind > maxLag;
    return ended ? Optional.empty() : Optional.ofNullable(next.event());
  }

  /// Whether no more events will come: the server stops, or this reader was too slow. It may
  /// subscribe again with the number of the last event it received.
  public boolean hasEnded() {
    return ended;
  }

  /// Whether no turn is running that could currently produce events.
  public boolean isQuiet() {
    return reader.isQuiet();
  }

  @Override
  public void close() {
    reader.close();
  }
}
