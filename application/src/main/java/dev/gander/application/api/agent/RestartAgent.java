package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.ExtensionReload;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.ModelRestore;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.model.SessionModels;
import dev.gander.application.turn.Turns;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.List;

/// Ends everything that runs in a session and creates a new agent for it.
public final class RestartAgent {
  private final SessionStore sessions;
  private final SessionModels models;
  private final SessionRecipe recipes;
  private final Turns turns;
  private final LiveAgents agents;

  public RestartAgent(
      SessionStore sessions,
      SessionModels models,
      SessionRecipe recipes,
      Turns turns,
      LiveAgents agents) {
    this.turns = turns;
    this.recipes = recipes;
    this.sessions = sessions;
    this.models = models;
    this.agents = agents;
  }

  /// @return the result of starting each extension
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.model.ModelNotReady if there is no provider or model for it, or the
  ///   provider cannot be created; then the old agent keeps running
  public List<ExtensionLoadResult> restart(SessionId id) throws InterruptedException {
    Session session = sessions.get(id);
    SessionModels.Restored restored = models.restore(session);
    turns.cancelRunning(id);
    Agent agent = agents.restart(id);
    new ModelRestore(sessions).apply(restored, agent, session);
    recipes.apply(agent, session);
    return new ExtensionReload(sessions).load(agent);
  }
}
