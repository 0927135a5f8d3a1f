package dev.gander.application.reply;

import dev.gander.domain.turn.TurnLeases.Lease;

/// Asks for the lease of a turn.
@FunctionalInterface
public interface LeaseRequest {
  /// Waits for the right to run the session's turn; the caller gives it back at the turn's end.
  ///
  /// @param waiting runs first if others have to end before
  /// @throws InterruptedException if the thread was interrupted; it has no right then
  Lease acquire(Runnable waiting) throws InterruptedException;
}
