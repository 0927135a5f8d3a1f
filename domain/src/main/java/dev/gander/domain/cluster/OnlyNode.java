package dev.gander.domain.cluster;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// A server on its own.
public final class OnlyNode implements ClusterNodes {
  private final String id;
  private final NodeDescription description;
  private final Clock clock;
  private final Instant started;
  private volatile boolean isDraining;

  /// @param id another one after each start
  public OnlyNode(String id, NodeDescription description, Clock clock) {
    this.id = id;
    this.description = description;
    this.clock = clock;
    started = clock.instant();
  }

  @Override
  public List<ClusterNode> list() {
    return List.of(new ClusterNode(id, description, started, clock.instant(), true, isDraining));
  }

  @Override
  public void drain() {
    isDraining = true;
  }
}
