package dev.gander.application.reply;

import dev.gander.domain.turn.TurnLeases.Lease;

/// Acquires the lease of a turn.
@FunctionalInterface
public interface LeaseRequest {
  /// Waits for the right to run the session's turn; the caller releases it at the end of the turn.
  ///
  /// @throws InterruptedException if the thread was interrupted; it has no right then
  Lease acquire() throws InterruptedException;
}
