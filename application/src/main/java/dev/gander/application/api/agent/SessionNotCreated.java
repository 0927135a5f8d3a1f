package dev.gander.application.api.agent;

import dev.gander.domain.error.StorageException;

/// The new session could not be stored, so there is nothing to start.
public final class SessionNotCreated extends StorageException {
  private static final long serialVersionUID = 1;

  SessionNotCreated(StorageException cause) {
    super("Failed to create session: " + cause.text(), cause);
  }
}
