package dev.gander.application.api.agent;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionStore;

/// The new session could not be stored, so there is nothing to start.
public final class SessionNotCreated extends StorageException {
  private static final long serialVersionUID = 1;

  private SessionNotCreated(StorageException cause) {
    super("Failed to create session: " + cause.text(), cause);
  }

  static Session orCreated(SessionStore sessions, SessionDetails details) {
    try {
      return sessions.create(details);
    } catch (StorageException e) {
      throw new SessionNotCreated(e);
    }
  }
}
