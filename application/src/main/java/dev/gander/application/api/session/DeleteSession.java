package dev.gander.application.api.session;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.time.Duration;

/// `DELETE /sessions/{id}`: ends what runs on the session, then deletes it with its messages.
public record DeleteSession(SessionStore sessions, LiveAgents agents) {
  /// How long a running turn may take to end before the session goes anyway.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public void delete(SessionId id) throws InterruptedException {
    sessions.get(id);
    agents.stopThen(id, PATIENCE, () -> sessions.delete(id));
  }
}
