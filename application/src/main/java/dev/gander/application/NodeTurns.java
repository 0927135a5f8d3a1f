package dev.gander.application;

import dev.gander.application.cluster.AgentsOfOtherNodes;
import dev.gander.application.cluster.CutOffWatch;
import dev.gander.application.cluster.Placement;
import dev.gander.application.cluster.Postman;
import dev.gander.application.cluster.SharedEventLog;
import dev.gander.application.cluster.SharedPendingQuestions;
import dev.gander.application.cluster.SharedTurnLeases;
import dev.gander.application.cluster.TurnsOfOtherNodes;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.SharedEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Predicate;

/// What this node does for the turns of its cluster. Close it when its turns have ended, before the
/// stores.
///
/// @param leases who may run a session's turn
/// @param events the common log
/// @param questions for which turns wait
/// @param others the turns of the other nodes
/// @param agents the agents of the other nodes
/// @param postman brings letters of the other nodes
public record NodeTurns(
    SharedTurnLeases leases,
    SharedEventLog events,
    SharedPendingQuestions questions,
    TurnsOfOtherNodes others,
    AgentsOfOtherNodes agents,
    Postman postman)
    implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(5);

  /// What a node has for the turns of sessions.
  ///
  /// @param nodes all nodes, this one among them
  /// @param isFolder whether a folder is here
  public record Here(Set<String> labels, ClusterNodes nodes, Predicate<Path> isFolder) {}

  /// @param lease how long a turn outlives its node before another one may take its session
  /// @param kept how long events are kept
  /// @param here what this node has
  public static NodeTurns of(
      ClusterStores stores, Duration lease, Duration kept, Here here, InstantSource clock) {
    SharedEvents events = stores.events();
    LeaseTable leases = stores.leases();
    NodeMail mail = stores.mail();
    Postman postman = new Postman(mail);
    Placement placement =
        new Placement(
            stores.places(),
            new Placement.Self(stores.node(), here.labels(), here.nodes()::list, here.isFolder()));
    return new NodeTurns(
        new SharedTurnLeases(leases, lease),
        new SharedEventLog(events, kept, clock),
        new SharedPendingQuestions(stores.questions(), lease.multipliedBy(2)),
        new TurnsOfOtherNodes(
            events,
            leases,
            mail,
            postman,
            new CutOffWatch(events, lease),
            stores.node(),
            placement),
        new AgentsOfOtherNodes(events, mail, postman, stores.node()),
        postman);
  }

  /// Writes what turns have told last. Idempotent.
  @Override
  public void close() {
    postman.close();
    others.close();
    events.end(END);
    questions.close();
    leases.close();
  }
}
