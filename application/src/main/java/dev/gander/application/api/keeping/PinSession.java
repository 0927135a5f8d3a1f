package dev.gander.application.api.keeping;

import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;

/// Keeps a session whatever the rules say, until it is unpinned or deleted.
public final class PinSession {
  private final SessionStore sessions;
  private final SessionPins pins;

  public PinSession(SessionStore sessions, SessionPins pins) {
    this.sessions = sessions;
    this.pins = pins;
  }

  /// @throws SessionNotFound for an unknown id
  public void pin(SessionId id) {
    sessions.get(id);
    pins.pin(id);
  }

  /// @throws SessionNotFound for an unknown id
  public void unpin(SessionId id) {
    sessions.get(id);
    pins.unpin(id);
  }
}
