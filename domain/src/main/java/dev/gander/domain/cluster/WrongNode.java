package dev.gander.domain.cluster;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.session.SessionId;
import java.util.List;

/// A turn was refused since this server cannot run it, or not as the session wants; nothing was
/// stored. Others may.
public final class WrongNode extends Conflict {
  private static final long serialVersionUID = 1;
  private final transient List<ClusterNode> fitting;

  /// @param reason what this server lacks
  /// @param fitting the servers that can, the best first
  public WrongNode(SessionId session, String reason, List<ClusterNode> fitting) {
    super(
        "The turns of session %s cannot run on this server, which %s. %s"
            .formatted(session, reason, where(fitting)));
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
