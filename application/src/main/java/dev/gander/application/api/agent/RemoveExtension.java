package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.extension.ExtensionState;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;

/// Stops an extension of a session. Does nothing if it is not loaded.
public final class RemoveExtension {
  private final SessionStore sessions;
  private final LiveAgents agents;

  public RemoveExtension(SessionStore sessions, LiveAgents agents) {
    this.sessions = sessions;
    this.agents = agents;
  }

  /// @param name in any spelling that gives the same key
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws ExtensionNotKept if it was stopped, but the session could not be updated
  public void remove(SessionId id, String name) throws InterruptedException {
    sessions.get(id);
    Agent agent = agents.get(id);
    agent.extensions().remove(ExtensionKey.of(name));
    try {
      new ExtensionState(sessions).save(id, agent.extensions());
    } catch (SessionNotFound | StorageException e) {
      throw new ExtensionNotKept(id, e);
    }
  }
}
