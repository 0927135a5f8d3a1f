package dev.gander.bootstrap.ondemand;

import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory;
import dev.gander.domain.error.Unavailable;

/// The stores of several servers, loaded at the start of a server that shares its own.
public final class OnDemandClusterStores implements ClusterStoresFactory {
  private final OnDemand<ClusterStoresFactory> factory =
      new OnDemand<>(
          ClusterStoresFactory.class,
          "dev.gander.adapters.postgres",
          "postgres",
          () -> new Unavailable("GANDER_DATABASE: PostgreSQL's driver is not installed"));

  @Override
  public ClusterStores open(ClusterSettings settings, Surroundings surroundings) {
    return factory.get().open(settings, surroundings);
  }
}
