package dev.gander.adapters.postgres;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.own.ClusterOwn;
import dev.gander.adapters.postgres.session.PostgresConversations;
import dev.gander.adapters.postgres.session.PostgresSearch;
import dev.gander.adapters.postgres.session.PostgresSessionRows;
import dev.gander.adapters.postgres.session.PostgresSessions;
import dev.gander.adapters.postgres.session.SessionTables;
import dev.gander.adapters.postgres.session.TurnLeaseTable;
import dev.gander.adapters.postgres.shared.MapSeal;
import dev.gander.adapters.postgres.shared.SharedMaps;
import dev.gander.adapters.postgres.turn.PostgresEvents;
import dev.gander.adapters.postgres.turn.PostgresLeases;
import dev.gander.adapters.postgres.turn.PostgresMail;
import dev.gander.adapters.postgres.turn.PostgresPlaces;
import dev.gander.adapters.postgres.turn.PostgresQuestions;
import dev.gander.adapters.postgres.turn.TurnTables;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory.Surroundings;
import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.OwnRows;
import dev.gander.domain.cluster.OwnStores;
import dev.gander.domain.cluster.SessionPlaces;
import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedQuestions;
import dev.gander.domain.cluster.SharedSchedules;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// All stores on one database.
record PostgresStores(
    String node,
    PostgresDatabase database,
    SessionStore sessions,
    ConversationStore conversations,
    SessionSearch search,
    SessionRows rows,
    ClusterOwn ofOurs,
    SharedMaps maps)
    implements ClusterStores {
  /// One group for each store, or for stores that belong together.
  private static final List<TableGroup> TABLES =
      Stream.of(
              List.of(
                  SessionTables.TABLES,
                  TurnLeaseTable.TABLES,
                  SharedMaps.TABLES,
                  TurnTables.TABLES),
              ClusterOwn.tables())
          .flatMap(List::stream)
          .toList();

  static PostgresStores open(ClusterSettings settings, Surroundings surroundings) {
    var database = new PostgresDatabase(settings, TABLES, surroundings.observer());
    var own = new ClusterOwn(database, settings.node(), surroundings.clock());
    var sessions = new PostgresSessions(database, surroundings.ids(), own.clock());
    return new PostgresStores(
        settings.node(),
        database,
        sessions,
        new PostgresConversations(database, surroundings.ids(), own.clock()),
        new PostgresSearch(database, sessions),
        new PostgresSessionRows(database),
        own,
        new SharedMaps(database));
  }

  @Override
  public LeaseTable leases() {
    return new PostgresLeases(database, node);
  }

  @Override
  public SharedEvents events() {
    return new PostgresEvents(database, node);
  }

  @Override
  public SharedQuestions questions() {
    return new PostgresQuestions(database, node);
  }

  @Override
  public NodeMail mail() {
    return new PostgresMail(database, node);
  }

  @Override
  public SessionPlaces places() {
    return new PostgresPlaces(database, node);
  }

  @Override
  public StoreState look() {
    return database.look();
  }

  @Override
  public ClusterNodes join(NodeDescription self, Duration lasts) {
    return ofOurs.join(self, lasts);
  }

  @Override
  public Clock clock() {
    return ofOurs.clock();
  }

  @Override
  public OwnRows ownRows() {
    return ofOurs.rows();
  }

  @Override
  public OwnStores own() {
    return ofOurs.stores();
  }

  @Override
  public SharedSchedules schedules(Path recipes) {
    return ofOurs.schedules(recipes);
  }

  @Override
  public StoredMap map(String name) {
    return maps.map(name);
  }

  @Override
  public StoredMap sealedMap(String name, String keys) {
    return maps.sealed(name, MapSeal.of(keys));
  }

  @Override
  public void close() {
    maps.close();
    ofOurs.close();
    database.close();
  }
}
