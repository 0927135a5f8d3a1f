package dev.gander.adapters.postgres;

import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory;

/// The service that bootstrap finds.
public final class PostgresCluster implements ClusterStoresFactory {
  @Override
  public ClusterStores open(ClusterSettings settings, Surroundings surroundings) {
    return PostgresStores.open(settings, surroundings);
  }
}
