package dev.gander.adapters.postgres.own;

import dev.gander.adapters.persistence.access.SqlAccessKeys;
import dev.gander.adapters.persistence.access.SqlOwnership;
import dev.gander.adapters.persistence.own.SqlOwnRows;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.questions.SqlQuestionStore;
import dev.gander.adapters.persistence.runs.SqlRunStore;
import dev.gander.adapters.persistence.tables.OwnStoreTables;
import dev.gander.adapters.persistence.upkeep.SqlSessionPins;
import dev.gander.adapters.persistence.usage.SqlSessionLimits;
import dev.gander.adapters.persistence.usage.SqlSpendingLedger;
import dev.gander.adapters.persistence.webhooks.SqlDeliveryQueue;
import dev.gander.adapters.persistence.webhooks.SqlWebhookStore;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.schedule.PostgresFireLedger;
import dev.gander.adapters.postgres.schedule.PostgresRunHistory;
import dev.gander.adapters.postgres.schedule.PostgresScheduleStore;
import dev.gander.adapters.postgres.schedule.ScheduleTables;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.OwnRows;
import dev.gander.domain.cluster.OwnStores;
import dev.gander.domain.cluster.SharedSchedules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The own stores of a server in a cluster, and its place among the others.
public final class ClusterOwn implements AutoCloseable {
  private final PostgresDatabase database;
  private final String self;
  private final NodeTable nodes;
  private final DatabaseClock clock;
  private final SqlSpendingLedger spending;
  private final OwnStores stores;

  /// @param self the id of this server
  /// @param machine the clock of this server
  public ClusterOwn(PostgresDatabase database, String self, Clock machine) {
    this.database = database;
    this.self = self;
    clock = new DatabaseClock(machine);
    nodes = new NodeTable(database, self, clock);
    spending = new SqlSpendingLedger(new SharedTables(database, "usage"));
    SharedTables webhooks = new SharedTables(database, "webhooks");
    SharedTables keys = new SharedTables(database, "keys");
    stores =
        new OwnStores(
            new SqlAccessKeys(keys),
            new SqlOwnership(keys),
            new SqlQuestionStore(new SharedTables(database, "questions"), self, nodes),
            new SqlRunStore(new SharedTables(database, "runs"), self, nodes),
            new SqlWebhookStore(webhooks),
            new SqlDeliveryQueue(webhooks, self, nodes),
            new SqlSessionPins(new SharedTables(database, "")),
            spending,
            new SqlSessionLimits(new SharedTables(database, "")));
  }

  /// The time of the database, as far as it is known.
  public Clock clock() {
    return clock;
  }

  /// The tables of all of them.
  public static List<TableGroup> tables() {
    return Stream.concat(
            Stream.of(NodeTable.TABLES, ScheduleTables.TABLES, TranslatedTables.FUNCTIONS),
            OwnStoreTables.ALL.stream().map(TranslatedTables::of))
        .toList();
  }

  public OwnStores stores() {
    return stores;
  }

  public OwnRows rows() {
    return new SqlOwnRows(new SharedTables(database, ""), OwnStoreTables.ALL);
  }

  /// @param recipes a folder of this server for copies of the jobs' recipes
  public SharedSchedules schedules(Path recipes) {
    return new SharedSchedules(
        new PostgresScheduleStore(database, recipes),
        new PostgresFireLedger(database, self, nodes),
        new PostgresRunHistory(database));
  }

  /// Lets the others know of this server from now on.
  ///
  /// @param lasts for how long a sign of life of this server counts
  public ClusterNodes join(NodeDescription description, Duration lasts) {
    nodes.join(description, lasts);
    return nodes;
  }

  /// Before the database: writes what waits, and leaves.
  @Override
  public void close() {
    spending.close();
    nodes.close();
  }
}
