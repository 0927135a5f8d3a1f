package dev.gander.adapters.postgres;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.postgres.database.LeaseTables;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory.Surroundings;
import dev.gander.domain.observe.StoreState;
import java.util.List;

/// All stores on one database.
record PostgresStores(PostgresDatabase database) implements ClusterStores {
  /// One group for each store, or for stores that belong together.
  private static final List<TableGroup> TABLES = List.of(LeaseTables.TABLES);

  static PostgresStores open(ClusterSettings settings, Surroundings surroundings) {
    return new PostgresStores(new PostgresDatabase(settings, TABLES, surroundings.observer()));
  }

  @Override
  public StoreState look() {
    return database.look();
  }

  @Override
  public void close() {
    database.close();
  }
}
