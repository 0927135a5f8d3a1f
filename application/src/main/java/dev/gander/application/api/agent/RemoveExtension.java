package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.extension.ExtensionState;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// `POST /agent/remove_extension`: stops an extension of a session. One that is not loaded is fine.
public record RemoveExtension(SessionStore sessions, LiveAgents agents) {

  /// @param name in any spelling that gives the same key
  /// @throws Unavailable for an unknown session
  public void remove(SessionId id, String name) throws InterruptedException {
    if (sessions.find(id).isEmpty()) {
      throw new Unavailable(
          "Failed to remove extension: Failed to persist extension state: Session not found");
    }
    Agent agent = agents.get(id);
    agent.extensions().remove(ExtensionKey.of(name));
    new ExtensionState(sessions).save(id, agent.extensions());
  }
}
