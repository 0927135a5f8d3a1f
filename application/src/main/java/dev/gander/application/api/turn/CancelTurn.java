package dev.gander.application.api.turn;

import dev.gander.application.turn.Turns;
import dev.gander.domain.session.SessionId;

/// Cancels a turn, wherever it was started.
public final class CancelTurn {
  private final Turns turns;

  public CancelTurn(Turns turns) {
    this.turns = turns;
  }

  /// The turn stores what is complete and finishes; another may start at once. Does nothing for an
  /// unknown or finished request.
  ///
  /// @param requestId the turn's id in the session's events
  /// @throws dev.gander.domain.turn.NoTurns if no turn of the session is known and it has no
  ///   subscriber
  public void cancel(SessionId id, String requestId) {
    turns.cancel(id, requestId);
  }
}
