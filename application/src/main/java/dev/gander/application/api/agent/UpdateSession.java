package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;

/// `POST /agent/update_session`: changes the mode of a session and of its agent.
public record UpdateSession(SessionStore sessions, LiveAgents agents) {

  /// @param mode exactly one of the four names
  /// @throws InvalidInput if there is no such mode
  /// @throws Unavailable for an unknown session
  public void changeMode(SessionId id, String mode) throws InterruptedException {
    GooseMode wanted =
        GooseMode.parse(mode).orElseThrow(() -> new InvalidInput("Invalid mode: " + mode));
    try {
      sessions.update(id, details -> details.withMode(wanted));
    } catch (SessionNotFound e) {
      throw new Unavailable("Failed to update mode: " + e.text());
    }
    agents.find(id).ifPresent(agent -> agent.changeMode(wanted));
  }
}
