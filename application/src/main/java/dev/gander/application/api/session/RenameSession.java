package dev.gander.application.api.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// `PUT /sessions/{id}/name`. A name chosen here is never replaced by a made-up one.
public final class RenameSession {
  private static final int MOST_BYTES = 200;

  private final SessionStore sessions;

  public RenameSession(SessionStore sessions) {
    this.sessions = sessions;
  }

  /// @param name trimmed before it is looked at and stored
  /// @throws InvalidInput if the name is blank or longer than 200 bytes of UTF-8; looked at first
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public void rename(SessionId id, String name) {
    String trimmed = name.strip();
    if (trimmed.isEmpty()) {
      throw new InvalidInput("The name of a session must not be blank");
    }
    if (trimmed.getBytes(UTF_8).length > MOST_BYTES) {
      throw new InvalidInput("The name of a session must not be longer than 200 bytes");
    }
    sessions.update(id, session -> session.with().name(trimmed).userSetName(true).build());
  }
}
