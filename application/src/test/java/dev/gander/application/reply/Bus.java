package dev.gander.application.reply;

import dev.gander.application.api.turn.CancelTurn;
import dev.gander.application.api.turn.FollowSession;
import dev.gander.application.api.turn.Subscription;
import dev.gander.application.turn.Turns;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnRequest;

/// What clients of a session's events do.
record Bus(Turns turns) {
  void start(String requestId, TurnRequest request) throws InterruptedException {
    turns.start(requestId, request, Admission.REFUSE);
  }

  Subscription subscribe(SessionId id, long lastEventId) {
    return new FollowSession(turns).follow(id, lastEventId);
  }

  void cancel(SessionId id, String requestId) {
    new CancelTurn(turns).cancel(id, requestId);
  }
}
