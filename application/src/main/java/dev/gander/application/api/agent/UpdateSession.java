package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// Changes the mode of a session and of its agent.
public final class UpdateSession {
  private final SessionStore sessions;
  private final LiveAgents agents;

  public UpdateSession(SessionStore sessions, LiveAgents agents) {
    this.sessions = sessions;
    this.agents = agents;
  }

  /// @param mode exactly one of the four names
  /// @throws InvalidInput if there is no such mode
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public void changeMode(SessionId id, String mode) throws InterruptedException {
    GooseMode wanted =
        GooseMode.parse(mode).orElseThrow(() -> new InvalidInput("Invalid mode: " + mode));
    sessions.update(id, details -> details.withMode(wanted));
    agents.find(id).ifPresent(agent -> agent.changeMode(wanted));
  }
}
