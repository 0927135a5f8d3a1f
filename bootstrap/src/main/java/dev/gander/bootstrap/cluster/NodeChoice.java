package dev.gander.bootstrap.cluster;

import dev.gander.domain.cluster.NodeDescription;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What this server tells the others of itself.
public final class NodeChoice {
  private NodeChoice() {}

  /// Reads `GANDER_NODE_NAME`, or else the name of the machine where the environment has it, and
  /// `GANDER_NODE_LABELS`.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if a label is none
  public static NodeDescription of(Map<String, String> variables, String version) {
    String machine = variables.getOrDefault("HOSTNAME", "gander");
    return new NodeDescription(
        variables.getOrDefault("GANDER_NODE_NAME", machine),
        version,
        labels(variables.getOrDefault("GANDER_NODE_LABELS", "")));
  }

  private static Set<String> labels(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
