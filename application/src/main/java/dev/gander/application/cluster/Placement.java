package dev.gander.application.cluster;

import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.cluster.SessionPlaces;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.nio.file.InvalidPathException;
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
  public void want(SessionId session, Set<String> labels) {
    places.want(session, labels);
  }

  @Override
  public void require(Session session) {
    Set<String> wanted = places.wanted(session.id());
    Path folder = folder(session);
    boolean hasLabels = self.labels().containsAll(wanted);
    boolean hasFolder = folder == null || self.isFolder().test(folder);
    if (hasLabels && hasFolder) {
      return;
    }
    List<ClusterNode> fitting = fitting(session, wanted, folder);
    boolean fits = fitting.stream().anyMatch(node -> node.id().equals(self.id()));
    if (!hasLabels || !fits) {
      throw new WrongNode(
          "The turns of session " + session.id(),
          hasLabels
              ? "does not have its folder " + folder
              : "is not labelled " + String.join(", ", wanted),
          fitting);
    }
  }

  @Override
  public Optional<FittingNodes> find(Session session) {
    Set<String> wanted = places.wanted(session.id());
    return Optional.of(
        new FittingNodes(
            wanted,
            places.last(session.id()).orElse(null),
            fitting(session, wanted, folder(session))));
  }

  private List<ClusterNode> fitting(Session session, Set<String> wanted, @Nullable Path folder) {
    List<ClusterNode> alive = alive();
    Set<String> seeing = seeing(alive, folder, PATIENCE);
    Optional<String> last = places.last(session.id());
    return alive.stream()
        .filter(node -> node.labels().containsAll(wanted))
        .filter(node -> seeing.isEmpty() || seeing.contains(node.id()))
        .sorted(
            Comparator.comparingInt(
                node -> last.filter(node.id()::equals).isPresent() ? 0 : isSelf(node) ? 1 : 2))
        .toList();
  }

  private List<ClusterNode> alive() {
    return self.nodes().get().stream()
        .filter(node -> node.isAlive() && !node.isDraining())
        .toList();
  }

  @Override
  public boolean sees(Path folder) {
    return self.isFolder().test(folder);
  }

  @Override
  public List<ClusterNode> having(Path folder) {
    List<ClusterNode> alive = alive();
    Set<String> seeing = seeing(alive, folder, LONG_PATIENCE);
    return alive.stream().filter(node -> seeing.contains(node.id())).toList();
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

  /// Null for one that does not tell where it is: nobody looks for it.
  private static @Nullable Path folder(Session session) {
    try {
      Path folder = Path.of(session.workingDir());
      return folder.isAbsolute() ? folder : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
