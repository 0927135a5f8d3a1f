package dev.gander.adapters.postgres;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.session.PostgresConversations;
import dev.gander.adapters.postgres.session.PostgresSearch;
import dev.gander.adapters.postgres.session.PostgresSessionRows;
import dev.gander.adapters.postgres.session.PostgresSessions;
import dev.gander.adapters.postgres.session.SessionTables;
import dev.gander.adapters.postgres.session.TurnLeaseTable;
import dev.gander.adapters.postgres.turn.PostgresEvents;
import dev.gander.adapters.postgres.turn.PostgresLeases;
import dev.gander.adapters.postgres.turn.PostgresMail;
import dev.gander.adapters.postgres.turn.PostgresQuestions;
import dev.gander.adapters.postgres.turn.TurnTables;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory.Surroundings;
import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedQuestions;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import java.util.List;

/// All stores on one database.
record PostgresStores(
    String node,
    PostgresDatabase database,
    SessionStore sessions,
    ConversationStore conversations,
    SessionSearch search,
    LeaseTable leases,
    SharedEvents events,
    SharedQuestions questions,
    NodeMail mail,
    SessionRows rows)
    implements ClusterStores {
  /// One group for each store, or for stores that belong together.
  private static final List<TableGroup> TABLES =
      List.of(SessionTables.TABLES, TurnLeaseTable.TABLES, TurnTables.TABLES);

  static PostgresStores open(ClusterSettings settings, Surroundings surroundings) {
    var database = new PostgresDatabase(settings, TABLES, surroundings.observer());
    var sessions = new PostgresSessions(database, surroundings.ids(), surroundings.clock());
    return new PostgresStores(
        settings.node(),
        database,
        sessions,
        new PostgresConversations(database, surroundings.ids(), surroundings.clock()),
        new PostgresSearch(database, sessions),
        new PostgresLeases(database, settings.node()),
        new PostgresEvents(database, settings.node()),
        new PostgresQuestions(database, settings.node()),
        new PostgresMail(database, settings.node()),
        new PostgresSessionRows(database));
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
