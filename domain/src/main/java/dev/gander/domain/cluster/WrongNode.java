package dev.gander.domain.cluster;

import dev.gander.domain.error.Conflict;
import java.util.List;

/// A turn, or other work, was refused since this server cannot do it, or not as the session wants;
/// nothing was stored. Others may.
public final class WrongNode extends Conflict {
  private static final long serialVersionUID = 1;
  private final transient List<ClusterNode> fitting;

  /// @param what cannot run, for the text
  /// @param reason what this server lacks
  /// @param fitting the servers that can, the best first
  public WrongNode(String what, String reason, List<ClusterNode> fitting) {
    super("%s cannot run on this server, which %s. %s".formatted(what, reason, where(fitting)));
    this.fitting = List.copyOf(fitting);
  }

  private static String where(List<ClusterNode> fitting) {
    return fitting.isEmpty()
        ? "No server that is alive can"
        : "These can: "
            + String.join(
                ", ",
                fitting.stream()
                    .map(node -> node.description().name() + " (" + node.id() + ")")
                    .toList());
  }

  public List<ClusterNode> fitting() {
    return fitting;
  }
}
