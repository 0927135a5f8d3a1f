package dev.gander.application.agent;

import dev.gander.application.agent.Agent.AgentSeed;
import dev.gander.application.extension.ExtensionLoadResult;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.provider.SessionModels;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Makes agents from what is stored about their session.
///
/// @param serverDir the folder for ids without a session
public record AgentFactory(
    SessionStore sessions,
    DefaultMode defaultMode,
    SessionModels models,
    ExtensionStarter starter,
    Path serverDir,
    Clock clock) {
  private static final System.Logger LOG = System.getLogger(AgentFactory.class.getName());

  /// An agent with its model and extensions, so far as they can be had: what is missing is logged,
  /// and results of extensions wait in the agent.
  Agent make(SessionId id) throws InterruptedException {
    Optional<Session> session = sessions.find(id);
    Agent agent = new Agent(seed(id, session), starter);
    boolean complete = false;
    try {
      if (session.isPresent()) {
        restoreModel(agent, session.get());
        loadExtensions(agent, session.get());
      }
      complete = true;
    } finally {
      if (!complete) {
        agent.close();
      }
    }
    return agent;
  }

  private AgentSeed seed(SessionId id, Optional<Session> session) {
    Path dir = session.map(Session::workingDir).map(Path::of).orElse(serverDir);
    GooseMode mode = session.map(Session::mode).orElseGet(defaultMode::mode);
    return new AgentSeed(id, serverDir.resolve(dir), mode, clock.instant());
  }

  private void restoreModel(Agent agent, Session session) {
    if (session.providerName() == null) {
      return;
    }
    try {
      agent.useModel(models.restore(session).model());
    } catch (Unavailable e) {
      LOG.log(System.Logger.Level.WARNING, "Session " + session.id() + ": " + e.text());
    }
  }

  private void loadExtensions(Agent agent, Session session) throws InterruptedException {
    var configs = EnabledExtensions.read(session.extensionData()).orElse(List.of());
    List<ExtensionLoadResult> results = agent.extensions().load(configs);
    agent.remember(results);
    new ExtensionState(sessions).saveAfterLoad(agent, results);
  }
}
