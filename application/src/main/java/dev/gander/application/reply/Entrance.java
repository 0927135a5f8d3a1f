package dev.gander.application.reply;

import dev.gander.domain.turn.TurnLeases.Lease;

/// Where a turn waits until it may run.
@FunctionalInterface
public interface Entrance {
  /// Waits for the right to run the session's turn; the caller gives it back at the turn's end.
  ///
  /// @param waiting runs first if others have to end before
  /// @throws InterruptedException if the thread was interrupted; it has no right then
  Lease enter(Runnable waiting) throws InterruptedException;
}
