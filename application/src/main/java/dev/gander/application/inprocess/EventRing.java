package dev.gander.application.inprocess;

import static dev.gander.domain.turn.SessionEventLog.KEPT;

import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import org.jspecify.annotations.Nullable;

/// The last [SessionEventLog#KEPT] events of a session, by number. Guarded by its [LoggedSession].
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

  Published add(String requestId, TurnEvent event) {
    if (kept.length == 0) {
      kept = new @Nullable Published[KEPT];
    }
    newest++;
    Published published = new Published(newest, requestId, event);
    kept[slot(newest)] = published;
    oldest = Math.max(oldest, newest - KEPT + 1);
    return published;
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
