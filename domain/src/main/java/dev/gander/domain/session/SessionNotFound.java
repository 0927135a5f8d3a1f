package dev.gander.domain.session;

import dev.gander.domain.error.NotFound;

/// There is no session with this id; nothing was changed.
public final class SessionNotFound extends NotFound {
  private static final long serialVersionUID = 1;
  private final transient SessionId id;

  public SessionNotFound(SessionId id) {
    super("Session not found: " + id);
    this.id = id;
  }

  public SessionId id() {
    return id;
  }
}
