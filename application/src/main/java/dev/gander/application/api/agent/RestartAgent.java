package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.ExtensionReload;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.ModelRestore;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import java.util.List;

/// `POST /agent/restart`: ends what runs on a session and makes its agent anew.
public record RestartAgent(SessionStore sessions, SessionModels models, LiveAgents agents) {

  /// @return how each extension did
  /// @throws NotFound for an unknown session
  /// @throws dev.gander.domain.error.Unavailable if there is no provider or model for it, or the
  ///   provider cannot be made; then the agent runs on as it was
  public List<ExtensionLoadResult> restart(SessionId id) throws InterruptedException {
    Session session = find(id);
    SessionModels.Restored restored = models.restore(session);
    Agent agent = agents.restart(id);
    new ModelRestore(sessions).apply(restored, agent, session);
    SessionRecipe.apply(agent, session);
    return new ExtensionReload(sessions).load(agent);
  }

  private Session find(SessionId id) {
    try {
      return sessions.get(id);
    } catch (SessionNotFound e) {
      throw new NotFound("Failed to get session: " + e.text());
    }
  }
}
