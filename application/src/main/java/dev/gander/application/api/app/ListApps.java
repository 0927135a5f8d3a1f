package dev.gander.application.api.app;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.app.AppShelf;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;

/// Lists apps.
public final class ListApps {
  private static final System.Logger LOG = System.getLogger(ListApps.class.getName());

  private final SessionStore sessions;
  private final LiveAgents agents;
  private final AppShelf shelf;

  public ListApps(SessionStore sessions, LiveAgents agents, AppShelf shelf) {
    this.sessions = sessions;
    this.agents = agents;
    this.shelf = shelf;
  }

  /// The apps that are known here; none if they cannot be read.
  public List<McpApp> known() {
    try {
      return shelf.all();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "no apps are listed: {0}", e.text());
      return List.of();
    }
  }

  /// The apps that the session's extensions offer, which are known from now on; none for an unknown
  /// session. An extension that fails has none.
  public List<McpApp> of(SessionId id) throws InterruptedException {
    if (sessions.find(id).isEmpty()) {
      return List.of();
    }
    Map<ExtensionKey, List<McpApp>> offered = agents.get(id).extensions().apps();
    try {
      shelf.keep(offered);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "apps are not kept: {0}", e.text());
    }
    return offered.values().stream().flatMap(List::stream).toList();
  }
}
