package dev.gander.application.agent;

import dev.gander.application.agent.Agent.AgentSeed;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.extension.ExtensionState;
import dev.gander.application.model.SessionModels;
import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Creates agents from the stored state of their session.
///
/// @param serverDir the folder for ids without a session
public record AgentFactory(
    SessionStore sessions,
    DefaultMode defaultMode,
    SessionModels models,
    ExtensionStarter starter,
    Path serverDir,
    Clock clock,
    HostClients clients) {
  private static final System.Logger LOG = System.getLogger(AgentFactory.class.getName());

  public AgentFactory(
      SessionStore sessions,
      DefaultMode defaultMode,
      SessionModels models,
      ExtensionStarter starter,
      Path serverDir,
      Clock clock) {
    this(sessions, defaultMode, models, starter, serverDir, clock, new HostClients());
  }

  /// An agent with the mode, folder and model of its session; a failure to set up the model is
  /// logged.
  Agent make(SessionId id) {
    Optional<Session> session = sessions.find(id);
    Agent agent = new Agent(seed(id, session), starter);
    session.ifPresent(found -> restoreModel(agent, found));
    return agent;
  }

  /// Starts the extensions of the session; the results are kept in the agent.
  void load(Agent agent) throws InterruptedException {
    Optional<Session> session = sessions.find(agent.sessionId());
    var configs = session.map(Session::extensionData).flatMap(EnabledExtensions::read);
    if (configs.isPresent()) {
      List<ExtensionLoadResult> results = agent.extensions().load(configs.get());
      agent.remember(results);
      save(agent, results);
    }
  }

  private void save(Agent agent, List<ExtensionLoadResult> results) {
    try {
      new ExtensionState(sessions).saveAfterLoad(agent.sessionId(), agent.extensions(), results);
    } catch (SessionNotFound e) {
      LOG.log(System.Logger.Level.DEBUG, "Session {0} was deleted meanwhile", agent.sessionId());
    }
  }

  private AgentSeed seed(SessionId id, Optional<Session> session) {
    Path dir = session.map(Session::workingDir).map(this::folder).orElse(serverDir);
    GooseMode mode = session.map(Session::mode).orElseGet(defaultMode::mode);
    return new AgentSeed(
        id,
        dir,
        mode,
        clock.instant(),
        session.filter(this::isUnattended).isPresent(),
        clients.find(id),
        new ExtensionQuotas(new TypedSettings(defaultMode.settings())));
  }

  private boolean isUnattended(Session session) {
    return session.type() == SessionType.SCHEDULED || session.type() == SessionType.SUB_AGENT;
  }

  private Path folder(String workingDir) {
    try {
      return serverDir.resolve(workingDir);
    } catch (InvalidPathException e) {
      LOG.log(
          System.Logger.Level.WARNING, "No folder has the name of a session's: " + e.getReason());
      return serverDir;
    }
  }

  private void restoreModel(Agent agent, Session session) {
    if (session.model().provider() == null) {
      return;
    }
    try {
      agent.useModel(models.restore(session).model());
    } catch (ModelNotReady e) {
      LOG.log(System.Logger.Level.WARNING, "Session " + session.id() + ": " + e.text());
    }
  }
}
