package dev.gander.domain.cluster;

import dev.gander.domain.node.NodeLabels;
import java.util.Set;

/// What a server tells of itself.
///
/// @param name for people; the same after a restart
/// @param version of the program
/// @param labels as [NodeLabels] has them
public record NodeDescription(String name, String version, Set<String> labels) {
  /// @throws dev.gander.domain.error.InvalidInput if one is not a label
  public NodeDescription {
    labels = new NodeLabels(labels).values();
  }
}
