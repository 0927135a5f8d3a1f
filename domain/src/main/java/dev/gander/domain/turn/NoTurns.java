package dev.gander.domain.turn;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.session.SessionId;

/// No turn of the session is known.
public final class NoTurns extends NotFound {
  private static final long serialVersionUID = 1;
  private final transient SessionId session;

  public NoTurns(SessionId session) {
    super("Session " + session + " has no events");
    this.session = session;
  }

  public SessionId session() {
    return session;
  }
}
