package dev.gander.application.api.operating;

import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.Set;

/// Tells which servers can run the turns of a session, and chooses among them by their labels.
public final class PlaceSession {
  private final SessionStore sessions;
  private final TurnPlaces places;
  private final ClusterNodes nodes;

  public PlaceSession(SessionStore sessions, TurnPlaces places, ClusterNodes nodes) {
    this.sessions = sessions;
    this.places = places;
    this.nodes = nodes;
  }

  /// @throws dev.gander.domain.session.SessionNotFound if the caller has no such session
  public FittingNodes find(SessionId id) {
    Session session = sessions.get(id);
    return places.find(session).orElseGet(() -> new FittingNodes(Set.of(), null, nodes.list()));
  }

  /// From the next turn on, only servers with all of these labels run it.
  ///
  /// @param labels replace those that it has; empty for any server
  /// @throws dev.gander.domain.session.SessionNotFound if the caller has no such session
  /// @throws dev.gander.domain.error.Conflict if this server is the only one
  public void choose(SessionId id, NodeLabels labels) {
    sessions.get(id);
    places.want(id, labels);
  }
}
