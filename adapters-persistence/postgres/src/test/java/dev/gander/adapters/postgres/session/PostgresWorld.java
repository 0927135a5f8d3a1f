package dev.gander.adapters.postgres.session;

import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.observe.Unobserved;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.database.PostgresServer;
import java.time.Duration;
import java.util.List;

/// The stores of sessions on a real database, in tables of their own.
record PostgresWorld(
    PostgresServer server,
    String address,
    PostgresDatabase database,
    PostgresSessions sessions,
    PostgresConversations conversations,
    SettableClock clock)
    implements AutoCloseable {
  static PostgresWorld open() {
    PostgresServer server = PostgresServer.shared();
    return on(server, server.freshAddress());
  }

  static PostgresWorld on(PostgresServer server, String address) {
    SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
    PostgresDatabase database =
        new PostgresDatabase(
            new ClusterSettings(address, "tests", "n1", 4, Duration.ofSeconds(60)),
            List.of(SessionTables.TABLES, TurnLeaseTable.TABLES),
            Unobserved.INSTANCE);
    return new PostgresWorld(
        server,
        address,
        database,
        new PostgresSessions(database, new FixedIds(), clock),
        new PostgresConversations(database, new FixedIds(), clock),
        clock);
  }

  /// What another program sees or does.
  String sql(String statements) {
    return server.sql(address.substring(address.indexOf("currentSchema=") + 14), statements);
  }

  @Override
  public void close() {
    database.close();
  }
}
