package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// Asks the user to log in to an extension of a session, whatever login is stored, and starts it
/// anew with what comes of it.
public final class LogInToExtension {
  private final SessionStore sessions;
  private final LiveAgents agents;
  private final RestartExtension restart;

  public LogInToExtension(SessionStore sessions, LiveAgents agents, RestartExtension restart) {
    this.sessions = sessions;
    this.agents = agents;
    this.restart = restart;
  }

  /// Waits for the user.
  ///
  /// @param name in any spelling that gives the same key
  /// @return how the extension is now
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws NotFound if the session has no such extension
  /// @throws InvalidInput if there are no logins for it
  /// @throws dev.gander.domain.error.ExtensionException if the user does not log in, or cannot
  public ListExtensionStates.Listing logIn(SessionId id, String name) throws InterruptedException {
    sessions.get(id);
    ExtensionKey key = ExtensionKey.of(name);
    boolean done =
        agents
            .get(id)
            .extensions()
            .logIn(key)
            .orElseThrow(() -> new NotFound("Extension '" + key + "' not found"));
    if (!done) {
      throw new InvalidInput("There is no login for the extension '" + key + "'");
    }
    return restart.restart(id, name);
  }
}
