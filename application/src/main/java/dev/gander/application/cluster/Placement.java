package dev.gander.application.cluster;

import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.cluster.SessionPlaces;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.node.NodeNeeds;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares what sessions want with what nodes have. Others are asked only when somebody wants to
/// know, or this node does not fit.
public final class Placement implements TurnPlaces {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// For work that nobody waits for.
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(5);

  private final SessionPlaces places;
  private final Self self;

  /// This node.
  ///
  /// @param nodes all nodes, this one among them
  /// @param isFolder whether a folder is here
  public record Self(
      String id, Set<String> labels, Supplier<List<ClusterNode>> nodes, Predicate<Path> isFolder) {}

  public Placement(SessionPlaces places, Self self) {
    this.places = places;
    this.self = self;
    places.answer(self.isFolder());
  }

  @Override
  public void want(SessionId session, NodeLabels labels) {
    places.want(session, labels.values());
  }

  @Override
  public void require(Session session) {
    NodeNeeds needs = needs(session);
    if (lacking(needs).isPresent()) {
      Fitting found = fitting(session, needs);
      Optional<String> lacking = lacking(found.needs());
      if (lacking.isPresent()) {
        throw new WrongNode("The turns of session " + session.id(), lacking.get(), found.nodes());
      }
    }
  }

  @Override
  public Optional<FittingNodes> find(Session session) {
    NodeNeeds needs = needs(session);
    return Optional.of(
        new FittingNodes(
            needs.labels().values(),
            places.last(session.id()).orElse(null),
            fitting(session, needs).nodes()));
  }

  private NodeNeeds needs(Session session) {
    NodeNeeds needs =
        NodeNeeds.of(new NodeLabels(places.wanted(session.id())), session.workingDir());
    Path folder = needs.folder();
    // Nobody looks for one that does not tell where it is.
    return folder == null || folder.isAbsolute() ? needs : needs.inAnyFolder();
  }

  /// @param needs without the folder, if no server sees it
  private record Fitting(NodeNeeds needs, List<ClusterNode> nodes) {}

  private Fitting fitting(Session session, NodeNeeds needs) {
    List<ClusterNode> alive = alive();
    Set<String> seeing = seeing(alive, needs.folder(), PATIENCE);
    Optional<String> last = places.last(session.id());
    return new Fitting(
        seeing.isEmpty() ? needs.inAnyFolder() : needs,
        alive.stream()
            .filter(node -> needs.labels().areAmong(node.labels()))
            .filter(node -> seeing.isEmpty() || seeing.contains(node.id()))
            .sorted(
                Comparator.comparingInt(
                    node -> last.filter(node.id()::equals).isPresent() ? 0 : isSelf(node) ? 1 : 2))
            .toList());
  }

  private List<ClusterNode> alive() {
    return self.nodes().get().stream()
        .filter(node -> node.isAlive() && !node.isDraining())
        .toList();
  }

  @Override
  public Optional<String> lacking(NodeNeeds needs) {
    return needs.lacking(self.labels(), self.isFolder());
  }

  @Override
  public List<ClusterNode> having(NodeNeeds needs) {
    List<ClusterNode> labelled =
        alive().stream().filter(node -> needs.labels().areAmong(node.labels())).toList();
    if (needs.folder() == null) {
      return labelled;
    }
    Set<String> seeing = seeing(labelled, needs.folder(), LONG_PATIENCE);
    return labelled.stream().filter(node -> seeing.contains(node.id())).toList();
  }

  private boolean isSelf(ClusterNode node) {
    return node.id().equals(self.id());
  }

  private Set<String> seeing(List<ClusterNode> nodes, @Nullable Path folder, Duration patience) {
    Set<String> seeing = new HashSet<>();
    if (folder != null) {
      Set<String> others =
          nodes.stream()
              .filter(node -> !isSelf(node))
              .map(ClusterNode::id)
              .collect(Collectors.toUnmodifiableSet());
      seeing.addAll(answered(folder, others, patience));
      if (self.isFolder().test(folder)) {
        seeing.add(self.id());
      }
    }
    return seeing;
  }

  private Set<String> answered(Path folder, Set<String> others, Duration patience) {
    try {
      return others.isEmpty() ? Set.of() : places.seeing(folder, others, patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Set.of();
    }
  }
}
