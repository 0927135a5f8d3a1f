package dev.gander.application.api.turn;

import dev.gander.application.turn.Turns;
import dev.gander.domain.session.SessionId;

/// Cancels a turn, wherever it was started.
public final class CancelTurn {
  private final Turns turns;

  public CancelTurn(Turns turns) {
    this.turns = turns;
  }

  /// The turn stores what is complete and finishes; another may start at once. An unknown or
  /// finished request does nothing.
  ///
  /// @param requestId what the session's events call the turn
  /// @throws dev.gander.domain.turn.NoTurns if nothing is remembered of any turn of the session,
  ///   and nobody follows it
  public void cancel(SessionId id, String requestId) {
    turns.cancel(id, requestId);
  }
}
