package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.own.NodeTable;
import dev.gander.adapters.postgres.session.TurnLeaseTable;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.observe.Unobserved;
import dev.gander.testkit.database.PostgresServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Some nodes on tables of their own, each with its connections.
final class NodesOnPostgres implements AutoCloseable {
  private final PostgresServer server = PostgresServer.shared();
  private final String address = server.freshAddress();
  private final Map<String, PostgresDatabase> databases = new HashMap<>();

  PostgresDatabase database(String node) {
    return databases.computeIfAbsent(
        node,
        name ->
            new PostgresDatabase(
                new ClusterSettings(address, "tests", name, 4, Duration.ofSeconds(60)),
                List.of(NodeTable.TABLES, TurnLeaseTable.TABLES, TurnTables.TABLES),
                Unobserved.INSTANCE));
  }

  /// As if it had been in time for long, and were for an hour.
  void enter(String node) {
    database(node)
        .write(
            handle -> {
              handle.createUpdate(NodeTable.ENTER).bind("node", node).execute();
              return handle.execute(
                  "UPDATE node SET lasts = '1 hour', steady_since = '-infinity' WHERE id = ?",
                  node);
            });
  }

  /// As if it had not renewed its leases for long.
  void bury(String node) {
    sql("UPDATE node SET seen = '-infinity' WHERE id = '%s'".formatted(node));
  }

  /// Breaks all connections of a node; tests beside this one use the same server.
  void breakConnections(String node) {
    sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gander %s'"
            .formatted(node));
  }

  String sql(String statements) {
    return server.sql(address.substring(address.indexOf("currentSchema=") + 14), statements);
  }

  @Override
  public void close() {
    databases.values().forEach(PostgresDatabase::close);
  }
}
