package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;

/// `POST /agent/update_from_session`: applies the recipe of a session to its agent.
public record UpdateFromSession(SessionStore sessions, LiveAgents agents) {

  /// @throws Unavailable for an unknown session
  public void apply(SessionId id) throws InterruptedException {
    try {
      Session session = sessions.get(id);
      SessionRecipe.apply(agents.get(id), session);
    } catch (SessionNotFound e) {
      throw new Unavailable("Failed to get session: " + e.text());
    }
  }
}
