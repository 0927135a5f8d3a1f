package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.extension.ExtensionState;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;

/// Starts an extension for a session, or replaces the one with its name.
public final class AddExtension {
  private final SessionStore sessions;
  private final LiveAgents agents;

  public AddExtension(SessionStore sessions, LiveAgents agents) {
    this.sessions = sessions;
    this.agents = agents;
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.error.ExtensionException if it cannot be started; nothing was
  ///   changed
  /// @throws ExtensionNotKept if it runs, but the session could not be updated
  public void add(SessionId id, ExtensionConfig config) throws InterruptedException {
    sessions.get(id);
    Agent agent = agents.get(id);
    agent.extensions().add(config);
    try {
      new ExtensionState(sessions).save(id, agent.extensions());
    } catch (SessionNotFound | StorageException e) {
      throw new ExtensionNotKept(id, e);
    }
  }
}
