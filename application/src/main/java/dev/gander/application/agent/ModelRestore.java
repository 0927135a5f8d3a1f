package dev.gander.application.agent;

import dev.gander.application.model.SessionModels;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;

/// Gives an agent the model of its session, and records it in the session.
public record ModelRestore(SessionStore sessions) {

  /// @return whether the session named another provider, which no longer exists
  public boolean apply(SessionModels.Restored restored, Agent agent, Session session) {
    agent.useModel(restored.model());
    if (restored.changes(session)) {
      sessions.update(session.id(), details -> details.withModel(restored.asStored()));
    }
    String named = session.model().provider();
    return named != null && !named.equals(restored.provider());
  }
}
