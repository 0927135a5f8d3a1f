package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.agent.WorkingFolder;
import dev.gander.application.extension.ExtensionState;
import dev.gander.application.turn.Turns;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.extension.PlatformExtensions;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a stored session ready to go on with, in which no tool call stays without an answer. What
/// runs already is left alone, so that whoever comes back disturbs nothing.
public final class ReopenSession {
  private final SessionStore sessions;
  private final AgentSetUp setUp;
  private final Turns turns;

  public ReopenSession(AgentSetUp setUp, Turns turns) {
    this.sessions = setUp.sessions();
    this.setUp = setUp;
    this.turns = turns;
  }

  /// @param workingDir stored verbatim; processes of extensions stay where they are
  /// @param more extensions beside those of the session; one with the name of another replaces it
  /// @param client in which the user sits; null if it has not said who it is
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.error.InvalidInput if there is no such folder
  /// @throws dev.gander.domain.model.ModelNotReady if there is no provider or model for it, or the
  ///   provider cannot be created; nothing was changed
  public ReadySession reopen(
      SessionId id, String workingDir, List<ExtensionConfig> more, @Nullable HostClient client)
      throws InterruptedException {
    Session before = sessions.get(id);
    Path folder = WorkingFolder.existing(workingDir);
    setUp.models().restore(before).model().close();
    turns.closeLeftOpen(id);
    List<ExtensionConfig> known = more.stream().filter(PlatformExtensions::isKnown).toList();
    if (!before.workingDir().equals(workingDir) || !known.isEmpty()) {
      sessions.update(id, details -> beside(details.withWorkingDir(workingDir), known));
    }
    setUp.agents().open(id, client);
    AgentSetUp.Ready ready = setUp.of(sessions.get(id));
    ready.agent().moveTo(folder);
    List<ExtensionLoadResult> results = withChanged(ready, known);
    return new ReadySession(sessions.get(id), ready.model().model(), results);
  }

  private static SessionDetails beside(SessionDetails details, List<ExtensionConfig> more) {
    Map<ExtensionKey, ExtensionConfig> all = new LinkedHashMap<>();
    EnabledExtensions.read(details.extensionData())
        .orElse(List.of())
        .forEach(config -> all.put(config.key(), config));
    more.forEach(config -> all.put(config.key(), config));
    return details.withExtensionData(
        EnabledExtensions.write(details.extensionData(), List.copyOf(all.values())));
  }

  /// An extension that ran already under the name of another one is replaced by it only now.
  private List<ExtensionLoadResult> withChanged(AgentSetUp.Ready ready, List<ExtensionConfig> more)
      throws InterruptedException {
    Agent agent = ready.agent();
    List<ExtensionLoadResult> results = new ArrayList<>(ready.results());
    boolean changed = false;
    for (ExtensionConfig config : more) {
      if (isOther(agent, config)) {
        results.removeIf(result -> ExtensionKey.of(result.name()).equals(config.key()));
        results.add(replaced(agent, config));
        changed = true;
      }
    }
    if (changed) {
      new ExtensionState(sessions).save(agent.sessionId(), agent.extensions());
    }
    return results;
  }

  private static boolean isOther(Agent agent, ExtensionConfig config) {
    Optional<ExtensionConfig> loaded =
        agent.extensions().configs().stream()
            .filter(known -> known.key().equals(config.key()))
            .findFirst();
    return loaded.isPresent() && !loaded.get().equals(config);
  }

  private static ExtensionLoadResult replaced(Agent agent, ExtensionConfig config)
      throws InterruptedException {
    try {
      agent.extensions().add(config);
      return ExtensionLoadResult.success(config.name());
    } catch (ExtensionException e) {
      return new ExtensionLoadResult(config.name(), e.text());
    }
  }
}
