package dev.gander.application.agent;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import java.util.List;

/// Makes the agent of a session ready: its model, its recipe, its extensions.
public record AgentSetUp(
    SessionStore sessions, SessionModels models, SessionRecipe recipes, LiveAgents agents) {

  /// An agent that is ready, and the result of starting each of its extensions.
  public record Ready(Agent agent, ConfiguredModel model, List<ExtensionLoadResult> results) {}

  /// @throws dev.gander.domain.model.ModelNotReady if there is no provider or model for it, or the
  ///   provider cannot be created; nothing was changed
  public Ready of(Session session) throws InterruptedException {
    SessionModels.Restored restored = models.restore(session);
    Agent agent = agents.get(session.id());
    new ModelRestore(sessions).apply(restored, agent, session);
    recipes.apply(agent, session);
    return new Ready(agent, restored.model(), new ExtensionReload(sessions).load(agent));
  }
}
