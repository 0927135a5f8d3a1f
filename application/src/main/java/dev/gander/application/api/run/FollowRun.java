package dev.gander.application.api.run;

import dev.gander.application.api.turn.FollowSession;
import dev.gander.application.run.OwnedRuns;
import dev.gander.domain.access.Caller;
import dev.gander.domain.run.RunId;

/// Follows a run to its end.
public final class FollowRun {
  private final OwnedRuns runs;
  private final FollowSession sessions;

  public FollowRun(OwnedRuns runs, FollowSession sessions) {
    this.runs = runs;
    this.sessions = sessions;
  }

  /// @param lastEventId the number of the last event of the session that the follower knows, as for
  ///   [FollowSession#follow]
  /// @throws dev.gander.domain.run.RunNotFound for an unknown id, and for a run of somebody else
  public RunSubscription follow(Caller caller, RunId id, long lastEventId) {
    return new RunSubscription(
        runs.runs(), runs.get(caller, id), session -> sessions.follow(session, lastEventId));
  }
}
