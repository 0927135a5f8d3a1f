package dev.gander.application.agent;

import dev.gander.application.model.SessionModels;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;

/// Gives an agent the model of its session and notes in the session which one that is.
public record ModelRestore(SessionStore sessions) {

  /// @return whether the session named another provider, which does not exist any more
  public boolean apply(SessionModels.Restored restored, Agent agent, Session session) {
    agent.useModel(restored.model());
    if (restored.changes(session)) {
      sessions.update(session.id(), details -> details.withModel(restored.asStored()));
    }
    String named = session.model().provider();
    return named != null && !named.equals(restored.provider());
  }
}
