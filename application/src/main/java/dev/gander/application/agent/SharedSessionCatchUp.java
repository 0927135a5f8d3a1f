package dev.gander.application.agent;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;

/// For one of several servers with common sessions: another one may have changed the mode, model,
/// folder, recipe or extensions of a session since its agent was made here, or has resumed it.
public record SharedSessionCatchUp(SessionStore sessions, AgentSetUp setUp)
    implements AgentCatchUp {
  private static final System.Logger LOG = System.getLogger(SharedSessionCatchUp.class.getName());

  @Override
  public void catchUp(Agent agent, Session session) throws InterruptedException {
    if (agent.isBasedOn(SessionBasis.of(session))) {
      return;
    }
    agent.changeMode(session.mode());
    agent.moveTo(agent.workingDir().resolve(Path.of(session.workingDir())));
    stopOthers(agent, SessionBasis.of(session).extensions().orElseGet(List::of));
    setUp(session);
    // Setting up has stored which extensions have started.
    agent.basedOn(SessionBasis.of(sessions.get(session.id())));
  }

  private static void stopOthers(Agent agent, List<ExtensionConfig> wanted)
      throws InterruptedException {
    for (ExtensionConfig running : agent.extensions().configs()) {
      if (!wanted.contains(running)) {
        agent.extensions().remove(running.key());
      }
    }
  }

  /// A session that nobody has resumed has no model yet, and no turns.
  private void setUp(Session session) throws InterruptedException {
    if (session.model().provider() == null) {
      return;
    }
    try {
      setUp.of(session);
    } catch (ModelNotReady e) {
      LOG.log(Level.WARNING, "Session " + session.id() + ": " + e.text());
    }
  }
}
