package dev.gander.application.agent;

import dev.gander.application.extension.ExtensionState;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.session.SessionStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Ensures that an agent has the extensions of its session, and reports each result. A failure from
/// the agent's creation is reported once, without a retry.
public record ExtensionReload(SessionStore sessions) {

  public List<ExtensionLoadResult> load(Agent agent) throws InterruptedException {
    List<ExtensionLoadResult> results = new ArrayList<>(stillTrue(agent));
    Set<ExtensionKey> told = new HashSet<>();
    results.forEach(result -> told.add(ExtensionKey.of(result.name())));
    List<ExtensionConfig> rest =
        configs(agent).stream().filter(config -> !told.contains(config.key())).toList();
    List<ExtensionLoadResult> loaded = agent.extensions().load(rest);
    results.addAll(loaded);
    new ExtensionState(sessions).saveAfterLoad(agent.sessionId(), agent.extensions(), loaded);
    return results;
  }

  private List<ExtensionConfig> configs(Agent agent) {
    return EnabledExtensions.read(sessions.get(agent.sessionId()).extensionData())
        .orElse(List.of());
  }

  /// Leaves out extensions that have been removed since.
  private static List<ExtensionLoadResult> stillTrue(Agent agent) {
    return agent.takeUnreported().stream()
        .filter(
            result ->
                !result.succeeded() || agent.extensions().isLoaded(ExtensionKey.of(result.name())))
        .toList();
  }
}
