package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// Applies the recipe of a session to its agent.
public final class UpdateFromSession {
  private final SessionStore sessions;
  private final SessionRecipe recipes;
  private final LiveAgents agents;

  public UpdateFromSession(SessionStore sessions, SessionRecipe recipes, LiveAgents agents) {
    this.sessions = sessions;
    this.recipes = recipes;
    this.agents = agents;
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public void apply(SessionId id) throws InterruptedException {
    Session session = sessions.get(id);
    recipes.apply(agents.get(id), session);
  }
}
