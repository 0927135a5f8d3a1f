package dev.gander.adapters.postgres.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.Unobserved;
import dev.gander.testkit.database.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PgBouncer between a server and its database.
class PoolerTest {
  private static final TableGroup THINGS =
      new TableGroup("things", List.of(TableGroup.Step.of("CREATE TABLE thing (n bigint)")));

  private final PostgresServer server = PostgresServer.shared();
  private final DatabaseAddress behind = DatabaseAddress.parse(server.freshAddress());

  @Test
  void aConnectionForAsLongAsItIsWantedWillDo() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(behind, "session");
        PostgresDatabase database = open(pooler)) {
      CompletableFuture<String> heard = new CompletableFuture<>();
      CompletableFuture<Boolean> isListening = new CompletableFuture<>();
      database
          .signals()
          .on(
              "word",
              word -> word.ifPresentOrElse(heard::complete, () -> isListening.complete(true)));
      isListening.join();

      database.write(handle -> handle.execute("INSERT INTO thing VALUES (7)"));
      database.each(
          handle ->
              handle
                  .createQuery("SELECT pg_notify(:channel, 'word honk')")
                  .bind("channel", database.signals().channel())
                  .map(_ -> true)
                  .list());

      assertEquals("honk", heard.join());
      assertEquals("7", server.sql(behind.schema(), "SELECT n FROM thing"));
      assertEquals("10s 30s 2s", limits(database));
      assertTrue(database.look().isSound());
    }
  }

  private static String limits(PostgresDatabase database) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT concat_ws(' ', current_setting('lock_timeout'),"
                        + " current_setting('statement_timeout'),"
                        + " current_setting('idle_in_transaction_session_timeout'))")
                .mapTo(String.class)
                .one());
  }

  /// Schema and limits of one server would be those of another, and nobody would be notified.
  @ParameterizedTest
  @ValueSource(strings = {"transaction", "statement"})
  void aConnectionForATransactionIsRefused(String mode) throws Exception {
    try (PgBouncer pooler = PgBouncer.start(behind, mode);
        PostgresDatabase database = open(pooler)) {
      String text = assertThrows(StorageException.class, () -> limits(database)).text();

      assertTrue(text.contains("is behind a pooler"), text);
      assertTrue(text.contains("`pool_mode = session`"), text);
      assertEquals(text, database.look().problem());
      assertEquals(
          "0",
          server.sql(
              "public",
              "SELECT count(*) FROM pg_namespace WHERE nspname = '" + behind.schema() + "'"));
    }
  }

  private PostgresDatabase open(PgBouncer pooler) {
    String address = pooler.address(behind.database(), "currentSchema=" + behind.schema());
    return new PostgresDatabase(
        new ClusterSettings(address, "ours", "n1", 4, Duration.ofSeconds(60)),
        List.of(THINGS),
        Unobserved.INSTANCE);
  }
}
