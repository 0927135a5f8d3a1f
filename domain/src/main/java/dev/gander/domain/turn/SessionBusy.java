package dev.gander.domain.turn;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.session.SessionId;

/// A turn was rejected because another one is running in its session; nothing was stored.
public final class SessionBusy extends Conflict {
  private static final long serialVersionUID = 1;
  private final transient SessionId session;

  public SessionBusy(SessionId session) {
    super("Another turn runs in session " + session);
    this.session = session;
  }

  public SessionId session() {
    return session;
  }
}
