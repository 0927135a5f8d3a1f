package dev.gander.application.inprocess;

import static dev.gander.domain.turn.SessionEventLog.KEPT;

import dev.gander.domain.turn.SessionEvent.Published;
import org.jspecify.annotations.Nullable;

/// The last [SessionEventLog#KEPT] events of a session, by number. Guarded by its [SessionReaders].
/// Allocates nothing before the first event.
final class EventRing {
  private static final @Nullable Published[] NONE = new @Nullable Published[0];

  /// Event `n` is at `n % KEPT`.
  private @Nullable Published[] kept = NONE;

  private long newest;

  /// The number of the oldest kept event; one more than the newest if there is none.
  private long oldest;

  /// @param last the number before the first event
  EventRing(long last) {
    newest = last;
    oldest = last + 1;
  }

  /// @param published with the next number
  void add(Published published) {
    if (kept.length == 0) {
      kept = new @Nullable Published[KEPT];
    }
    newest = published.sequence();
    kept[slot(newest)] = published;
    oldest = Math.max(oldest, newest - KEPT + 1);
  }

  /// Keeps nothing of what was before.
  ///
  /// @param last the number before the next event
  void skipTo(long last) {
    kept = NONE;
    newest = last;
    oldest = last + 1;
  }

  /// Null if it is no longer kept or does not exist yet.
  @Nullable Published at(long number) {
    return number < oldest || number > newest ? null : kept[slot(number)];
  }

  long newest() {
    return newest;
  }

  long oldest() {
    return oldest;
  }

  private static int slot(long number) {
    return (int) (number % KEPT);
  }
}
