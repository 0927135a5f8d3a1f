package dev.gander.domain.cluster;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the turns of a session may run.
///
/// @param labels that the session wants its server to have
/// @param last the id of the server on which its last turn began; null if that is not known any
///   more
/// @param fitting the servers that are alive, have these labels and see its folder: the last one
///   first, then the one that was asked. If none sees the folder, it does not count
public record FittingNodes(Set<String> labels, @Nullable String last, List<ClusterNode> fitting) {
  public FittingNodes {
    labels = Set.copyOf(labels);
    fitting = List.copyOf(fitting);
  }
}
