package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.NodeDescription;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of all [ClusterNodes].
public interface ClusterNodesContract {
  NodeDescription SELF = new NodeDescription("Öl \"1\"", "0.1.0", Set.of("zone=b", "gpu"));

  /// @param self the server that looks, which is one of them by now
  ClusterNodes nodes(NodeDescription self);

  @Test
  default void theServerItselfIsOneOfThem() {
    List<ClusterNode> all = nodes(SELF).list();

    List<ClusterNode> found = all.stream().filter(node -> node.description().equals(SELF)).toList();
    assertEquals(1, found.size(), all::toString);
    assertTrue(found.getFirst().isAlive());
    assertFalse(found.getFirst().id().isBlank());
    assertFalse(found.getFirst().seen().isBefore(found.getFirst().started()));
    assertFalse(found.getFirst().isDraining());
    assertEquals(List.of("gpu", "zone=b"), List.copyOf(found.getFirst().labels()));
  }

  @Test
  default void aServerThatIsAboutToStopSaysSo() {
    ClusterNodes nodes = nodes(SELF);

    nodes.drain();

    assertEquals(
        List.of(SELF),
        nodes.list().stream()
            .filter(ClusterNode::isDraining)
            .map(ClusterNode::description)
            .toList());
  }
}
