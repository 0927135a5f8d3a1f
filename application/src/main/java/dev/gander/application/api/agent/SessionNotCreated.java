package dev.gander.application.api.agent;

import dev.gander.domain.error.StorageException;

/// The store took no new session, so that there is nothing to start. A type of its own because
/// `POST /agent/start` answers it with 400, where other failures of storage are 500.
public final class SessionNotCreated extends StorageException {
  private static final long serialVersionUID = 1;

  SessionNotCreated(StorageException cause) {
    super("Failed to create session: " + cause.text(), cause);
  }
}
