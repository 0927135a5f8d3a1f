package dev.gander.application.api.budget;

import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;

/// Limits what a session may use as long as it exists. That holds from its next model call on, and
/// for what it has used before.
public final class LimitSession {
  private final SessionStore sessions;
  private final SessionLimits limits;

  public LimitSession(SessionStore sessions, SessionLimits limits) {
    this.sessions = sessions;
    this.limits = limits;
  }

  /// Replaces all limits of the session; [SpendingLimits#NONE] removes them.
  ///
  /// @throws SessionNotFound if the caller has no such session
  public void limit(SessionId session, SpendingLimits changed) {
    sessions.get(session);
    limits.put(session, changed);
  }

  /// The limits that the session was given.
  ///
  /// @throws SessionNotFound if the caller has no such session
  public SpendingLimits limits(SessionId session) {
    sessions.get(session);
    return limits.find(session);
  }
}
