package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import org.jspecify.annotations.Nullable;

/// Runs the extensions that a session starts from now on in a Docker container. Forgotten with the
/// agent.
public final class SetContainer {
  private final SessionStore sessions;
  private final LiveAgents agents;

  public SetContainer(SessionStore sessions, LiveAgents agents) {
    this.sessions = sessions;
    this.agents = agents;
  }

  /// Does nothing for an id without a session, which never starts an extension.
  ///
  /// @param container id or name; null for none
  public void set(SessionId id, @Nullable String container) throws InterruptedException {
    if (sessions.find(id).isPresent()) {
      agents.get(id).useContainer(container);
    }
  }
}
