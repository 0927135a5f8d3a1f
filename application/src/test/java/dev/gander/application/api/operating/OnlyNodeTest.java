package dev.gander.application.api.operating;

import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.OnlyNode;
import dev.gander.testkit.cluster.ClusterNodesContract;
import java.time.Clock;

class OnlyNodeTest implements ClusterNodesContract {
  @Override
  public ClusterNodes nodes(NodeDescription self) {
    return new OnlyNode("1", self, Clock.systemUTC());
  }
}
