package dev.gander.application.agent;

import dev.gander.application.extension.ExtensionLoadResult;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import java.util.List;
import java.util.Optional;

/// Writes the extensions that an agent has loaded into its session.
public record ExtensionState(SessionStore sessions) {

  /// After starting many: those that failed leave the session, unless all failed. Nothing is
  /// written when the session says the same already.
  void saveAfterLoad(Agent agent, List<ExtensionLoadResult> results) {
    if (results.stream().anyMatch(ExtensionLoadResult::succeeded)) {
      save(agent);
    }
  }

  /// @throws SessionNotFound if the agent has no session
  public void save(Agent agent) {
    List<ExtensionConfig> loaded = agent.extensions().configs();
    Session session = sessions.get(agent.sessionId());
    if (!EnabledExtensions.read(session.extensionData()).equals(Optional.of(loaded))) {
      sessions.update(
          session.id(),
          now ->
              now.with()
                  .extensionData(EnabledExtensions.write(now.extensionData(), loaded))
                  .build());
    }
  }
}
