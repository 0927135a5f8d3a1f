package dev.gander.application.api.operating;

import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.ClusterNodes;
import java.util.List;

/// Lists the servers that work together.
public final class ListNodes {
  private final ClusterNodes nodes;

  public ListNodes(ClusterNodes nodes) {
    this.nodes = nodes;
  }

  /// In the order in which they were started; one on a machine of its own.
  ///
  /// @throws dev.gander.domain.error.StorageException if what they share cannot be reached
  public List<ClusterNode> list() {
    return nodes.list();
  }
}
