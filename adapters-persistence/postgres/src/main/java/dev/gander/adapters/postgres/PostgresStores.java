package dev.gander.adapters.postgres;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.postgres.database.LeaseTables;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.own.ClusterOwn;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory.Surroundings;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.OwnStores;
import dev.gander.domain.observe.StoreState;
import java.util.List;
import java.util.stream.Stream;

/// All stores on one database.
record PostgresStores(PostgresDatabase database, ClusterOwn ofOurs) implements ClusterStores {
  /// One group for each store, or for stores that belong together.
  private static final List<TableGroup> TABLES =
      Stream.of(List.of(LeaseTables.TABLES), ClusterOwn.tables()).flatMap(List::stream).toList();

  static PostgresStores open(ClusterSettings settings, Surroundings surroundings) {
    var database = new PostgresDatabase(settings, TABLES, surroundings.observer());
    return new PostgresStores(database, new ClusterOwn(database, settings.node()));
  }

  @Override
  public StoreState look() {
    return database.look();
  }

  @Override
  public ClusterNodes join(NodeDescription self) {
    return ofOurs.join(self);
  }

  @Override
  public OwnStores own() {
    return ofOurs.stores();
  }

  @Override
  public void close() {
    ofOurs.close();
    database.close();
  }
}
