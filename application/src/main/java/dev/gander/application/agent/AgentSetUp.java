package dev.gander.application.agent;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import java.lang.System.Logger.Level;
import java.util.List;

/// Makes the agent of a session ready: its model, its recipe, its extensions.
public record AgentSetUp(
    SessionStore sessions, SessionModels models, SessionRecipe recipes, LiveAgents agents) {
  private static final System.Logger LOG = System.getLogger(AgentSetUp.class.getName());

  /// An agent that is ready, and the result of starting each of its extensions.
  public record Ready(Agent agent, ConfiguredModel model, List<ExtensionLoadResult> results) {}

  /// @throws dev.gander.domain.model.ModelNotReady if there is no provider or model for it, or the
  ///   provider cannot be created; nothing was changed
  public Ready of(Session session) throws InterruptedException {
    SessionModels.Restored restored = models.restore(session);
    Agent agent = agents.get(session.id());
    new ModelRestore(sessions).apply(restored, agent, session);
    follow(agent, session);
    return new Ready(agent, restored.model(), new ExtensionReload(sessions).load(agent));
  }

  /// A recipe whose files are gone must not keep the user from what was said with it.
  private void follow(Agent agent, Session session) {
    try {
      recipes.apply(agent, session);
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, "session {0} goes on without its recipe: {1}", session.id(), e.text());
    }
  }
}
