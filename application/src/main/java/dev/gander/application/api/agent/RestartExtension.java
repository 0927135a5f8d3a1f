package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.extension.ExtensionState;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.lang.System.Logger.Level;

/// Stops an extension of a session and starts it anew. One that could not be started before belongs
/// to the session again if it can be now.
public final class RestartExtension {
  private static final System.Logger LOG = System.getLogger(RestartExtension.class.getName());

  private final SessionStore sessions;
  private final LiveAgents agents;
  private final ListExtensionStates states;

  public RestartExtension(SessionStore sessions, LiveAgents agents, ListExtensionStates states) {
    this.sessions = sessions;
    this.agents = agents;
    this.states = states;
  }

  /// @param name in any spelling that gives the same key
  /// @return how it is now: a start that fails is a state too
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws NotFound if the session has no such extension
  public ListExtensionStates.Listing restart(SessionId id, String name)
      throws InterruptedException {
    sessions.get(id);
    ExtensionKey key = ExtensionKey.of(name);
    Agent agent = agents.get(id);
    try {
      if (!agent.extensions().restart(key)) {
        throw new NotFound("Extension '" + key + "' not found");
      }
      new ExtensionState(sessions).save(id, agent.extensions());
    } catch (ExtensionException e) {
      LOG.log(Level.WARNING, "Extension {0} does not start again: {1}", key, e.text());
    }
    ListExtensionStates.Listing all = states.list(id);
    return new ListExtensionStates.Listing(
        all.items().stream().filter(item -> item.config().key().equals(key)).toList(),
        all.pinsProblem());
  }
}
