package dev.gander.application.api.budget;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import java.util.function.Function;

/// SpendingLimits what a session may use as long as it exists. That holds from its next model call
/// on, and for what it has used before.
public final class LimitSession {
  private final SessionStore sessions;
  private final SessionLimits limits;
  private final Function<SessionId, KeyId> owners;

  public LimitSession(
      SessionStore sessions, SessionLimits limits, Function<SessionId, KeyId> owners) {
    this.sessions = sessions;
    this.limits = limits;
    this.owners = owners;
  }

  /// Replaces all limits of the session; [SpendingLimits#NONE] removes them.
  ///
  /// @throws SessionNotFound if the caller has no such session
  public void limit(Caller caller, SessionId session, SpendingLimits changed) {
    requireSeen(caller, session);
    limits.put(session, changed);
  }

  /// The limits that the session was given.
  ///
  /// @throws SessionNotFound if the caller has no such session
  public SpendingLimits limits(Caller caller, SessionId session) {
    requireSeen(caller, session);
    return limits.find(session);
  }

  private void requireSeen(Caller caller, SessionId session) {
    sessions.get(session);
    if (!caller.sees(owners.apply(session))) {
      throw new SessionNotFound(session);
    }
  }
}
