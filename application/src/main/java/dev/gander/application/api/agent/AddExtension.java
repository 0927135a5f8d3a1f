package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.extension.ExtensionState;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;

/// `POST /agent/add_extension`: starts an extension for a session, or replaces the one of its name.
public record AddExtension(SessionStore sessions, LiveAgents agents) {
  private static final String FAILED = "Failed to add extension: ";
  private static final String SETUP = FAILED + "error during extension setup: ";

  /// @throws Unavailable if it cannot be started or the session does not exist: nothing was
  ///   changed; or if it runs but the session cannot keep it
  public void add(SessionId id, ExtensionConfig config) throws InterruptedException {
    if (sessions.find(id).isEmpty()) {
      throw new Unavailable(SETUP + "Failed to get session '" + id + "': Session not found");
    }
    Agent agent = agents.get(id);
    try {
      agent.extensions().add(config);
    } catch (ExtensionException e) {
      throw new Unavailable(FAILED + e.text(), e);
    }
    try {
      new ExtensionState(sessions).save(id, agent.extensions());
    } catch (SessionNotFound | StorageException e) {
      throw new Unavailable(SETUP + "Failed to persist extension state: " + e.text(), e);
    }
  }
}
