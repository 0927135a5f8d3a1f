package dev.gander.domain.cluster;

import java.time.Instant;
import java.util.Set;

/// A server of a cluster, as the others see it.
///
/// @param id another one after each start
/// @param seen when it last gave a sign of life, by the clock of what they share
/// @param isAlive whether that is not too long ago; what belongs to one that is not is taken over
/// @param isDraining whether it takes no new work, since it is about to stop
public record ClusterNode(
    String id,
    NodeDescription description,
    Instant started,
    Instant seen,
    boolean isAlive,
    boolean isDraining) {
  public Set<String> labels() {
    return description.labels();
  }
}
