package dev.gander.application.api.session;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionStore;

/// Renames a session. A name chosen by the user is never replaced by a suggested one.
public final class RenameSession {
  private final SessionStore sessions;

  public RenameSession(SessionStore sessions) {
    this.sessions = sessions;
  }

  /// @throws dev.gander.domain.error.InvalidInput if the name is blank or too long; checked first
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public void rename(SessionId id, String name) {
    SessionName chosen = SessionName.chosen(name);
    sessions.update(id, details -> details.withName(chosen));
  }
}
