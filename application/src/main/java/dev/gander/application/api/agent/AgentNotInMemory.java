package dev.gander.application.api.agent;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.session.SessionId;

/// The session has no agent in memory.
public final class AgentNotInMemory extends NotFound {
  private static final long serialVersionUID = 1;
  private final transient SessionId session;

  AgentNotInMemory(SessionId session) {
    super("Session " + session + " has no agent in memory");
    this.session = session;
  }

  public SessionId session() {
    return session;
  }
}
