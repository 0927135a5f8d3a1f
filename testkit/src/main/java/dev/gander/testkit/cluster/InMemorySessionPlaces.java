package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.SessionPlaces;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Places of the nodes of one process.
public final class InMemorySessionPlaces implements SessionPlaces {
  private final Rows rows;
  private final String node;

  /// What the nodes share.
  public static final class Rows {
    private final Map<SessionId, Set<String>> labels = new ConcurrentHashMap<>();
    private final Map<SessionId, String> last = new ConcurrentHashMap<>();
    private final Map<String, Predicate<Path>> folders = new ConcurrentHashMap<>();

    /// A turn begins on a node.
    public void begin(String node, SessionId session) {
      last.put(session, node);
    }
  }

  public InMemorySessionPlaces(Rows rows, String node) {
    this.rows = rows;
    this.node = node;
  }

  @Override
  public void want(SessionId session, Set<String> labels) {
    rows.labels.put(session, Set.copyOf(labels));
  }

  @Override
  public Set<String> wanted(SessionId session) {
    return rows.labels.getOrDefault(session, Set.of());
  }

  @Override
  public Optional<String> last(SessionId session) {
    return Optional.ofNullable(rows.last.get(session));
  }

  /// Everybody who answers does so at once.
  @Override
  public Set<String> seeing(Path folder, Set<String> asked, Duration patience) {
    return asked.stream()
        .filter(other -> !other.equals(node))
        .filter(other -> rows.folders.getOrDefault(other, _ -> false).test(folder))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void answer(Predicate<Path> isThere) {
    rows.folders.put(node, isThere);
  }
}
