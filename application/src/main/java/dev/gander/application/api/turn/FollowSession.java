package dev.gander.application.api.turn;

import dev.gander.application.turn.Turns;
import dev.gander.domain.session.SessionId;
import java.util.List;

/// Subscribes to the events of all turns of a session, wherever they were started.
public final class FollowSession {
  private final Turns turns;

  public FollowSession(Turns turns) {
    this.turns = turns;
  }

  /// Events after number `lastEventId` (unsigned; 0: all kept events), then the live ones. A number
  /// from the future means live events only. One that is older than the kept events, or was
  /// assigned by another process, yields [dev.gander.domain.turn.SessionEvent.TooFarBehind].
  ///
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public Subscription follow(SessionId id, long lastEventId) {
    Turns.Followed followed = turns.follow(id, lastEventId);
    return new Subscription(followed.events(), followed.activeRequests(), Subscription.MAX_LAG);
  }

  /// Joins the running turns of a session: what they have told so far, in brief, then everything
  /// that happens. A reader that is slow is never ended, and misses nothing.
  ///
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public Subscription join(SessionId id) {
    return new Subscription(turns.join(id), List.of(), Subscription.ANY_LAG);
  }
}
