package dev.gander.adapters.postgres.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.Unobserved;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.database.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest {
  private static final TableGroup THINGS =
      new TableGroup(
          "things",
          List.of(TableGroup.Step.of("CREATE TABLE thing (name text PRIMARY KEY, n bigint)")));

  private final PostgresServer server = PostgresServer.shared();
  private final String address = server.freshAddress();

  @Test
  void storesAndReads() {
    try (PostgresDatabase database = open(address)) {
      database.write(handle -> handle.execute("INSERT INTO thing VALUES (?, ?)", "a", 1L));

      assertEquals(1, number(database, "a"));
      assertTrue(database.look().isSound());
    }
  }

  @Test
  void aTransactionThatThrowsStoresNothing() {
    try (PostgresDatabase database = open(address)) {
      assertThrows(
          IllegalStateException.class,
          () ->
              database.write(
                  handle -> {
                    handle.execute("INSERT INTO thing VALUES ('a', 1)");
                    throw new IllegalStateException("changed my mind");
                  }));

      assertEquals(0L, count(database));
    }
  }

  @Test
  void thoseInEachOthersWayGoOnOneAfterTheOther() throws Exception {
    try (PostgresDatabase database = open(address);
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      database.write(handle -> handle.execute("INSERT INTO thing VALUES ('a', 0), ('b', 0)"));
      Callable<Integer> forth = () -> database.write(handle -> both(handle, "a", "b"));
      Callable<Integer> back = () -> database.write(handle -> both(handle, "b", "a"));

      for (Future<Integer> done : pool.invokeAll(List.of(forth, back, forth, back))) {
        done.get();
      }

      assertEquals(4, number(database, "a"));
      assertEquals(4, number(database, "b"));
    }
  }

  private static int both(Handle handle, String first, String second) {
    handle.execute("UPDATE thing SET n = n + 1 WHERE name = ?", first);
    return handle.execute("UPDATE thing SET n = n + 1 WHERE name = ?", second);
  }

  @Test
  void anInterruptedCallerGetsItsResult() throws Exception {
    try (PostgresDatabase database = open(address)) {
      AtomicReference<String> seen = new AtomicReference<>();
      Thread caller =
          Thread.startVirtualThread(
              () -> {
                Thread.currentThread().interrupt();
                database.write(handle -> handle.execute("INSERT INTO thing VALUES ('a', 1)"));
                seen.set("interrupted " + Thread.currentThread().isInterrupted());
              });
      caller.join();

      assertEquals("interrupted true", seen.get());
      assertEquals(1, number(database, "a"));
    }
  }

  @Test
  void workWaitsForAServerThatIsAway() throws Exception {
    try (PostgresServer own = PostgresServer.start();
        PostgresDatabase database = open(own.freshAddress());
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      database.write(handle -> handle.execute("INSERT INTO thing VALUES ('a', 1)"));
      CountDownLatch begun = new CountDownLatch(1);
      AtomicInteger runs = new AtomicInteger();
      own.stop();

      assertFalse(database.look().isOpen());
      Future<Integer> waiting =
          pool.submit(
              () -> {
                begun.countDown();
                return database.write(
                    handle -> {
                      runs.incrementAndGet();
                      return handle.execute("UPDATE thing SET n = n + 1");
                    });
              });
      begun.await();
      own.begin();

      assertEquals(1, waiting.get());
      assertEquals(2, number(database, "a"));
      assertTrue(database.look().isSound());
    }
  }

  /// Ended in the middle of a transaction, which is run again.
  @Test
  void aBrokenConnectionLosesAndDoublesNothing() {
    try (PostgresDatabase database = open(address)) {
      database.write(handle -> handle.execute("INSERT INTO thing VALUES ('a', 0)"));
      AtomicInteger runs = new AtomicInteger();

      database.write(
          handle -> {
            handle.execute("UPDATE thing SET n = n + 1");
            if (runs.incrementAndGet() == 1) {
              terminate(handle);
            }
            return handle.execute("UPDATE thing SET n = n + 1");
          });

      assertEquals(2, runs.get());
      assertEquals(2, number(database, "a"));
    }
  }

  private void terminate(Handle handle) {
    int backend = handle.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
    server.sql("public", "SELECT pg_terminate_backend(" + backend + ", 30000)");
  }

  /// The number of a transaction that was lost in a crash is given again.
  @Test
  void aWriteThatACrashMayHaveLostIsNotTakenForStored() {
    try (PostgresServer own = PostgresServer.start();
        PostgresDatabase database = open(own.freshAddress())) {
      assertEquals(0L, count(database));

      String text;
      try {
        text =
            database.write(
                handle -> {
                  handle.execute("INSERT INTO thing VALUES ('a', 1)");
                  crash(own);
                  return "stored";
                });
      } catch (StorageException e) {
        text = e.text();
      }

      // Its record may have been on the disk by then: the number is its own, and it runs again.
      boolean isStored = count(database) == 1;
      assertTrue(
          isStored ? text.equals("stored") : text.endsWith("does not know what became of a write"),
          text);
    }
  }

  @Test
  void aWriteThatLeavesATraceIsStoredOnceWhateverACrashDid() {
    for (boolean isCommitted : List.of(false, true)) {
      try (PostgresServer own = PostgresServer.start();
          PostgresDatabase database = open(own.freshAddress())) {
        AtomicInteger runs = new AtomicInteger();

        database.write(
            Opening.plain(Opening.NUMBER),
            (handle, _) -> {
              handle.execute("INSERT INTO thing VALUES ('a', 1)");
              if (runs.incrementAndGet() == 1) {
                if (isCommitted) {
                  handle.execute("COMMIT");
                }
                crash(own);
              }
              return "a";
            },
            (handle, name) ->
                handle
                    .createQuery("SELECT EXISTS (SELECT FROM thing WHERE name = :name)")
                    .bind("name", name)
                    .mapTo(Boolean.class)
                    .one());

        assertEquals(isCommitted ? 1 : 2, runs.get());
        assertEquals(1L, count(database));
      }
    }
  }

  private static void crash(PostgresServer own) {
    own.stop();
    own.begin();
    for (int i = 0; i < 5; i++) {
      own.sql("public", "CREATE TABLE later" + i + " (n bigint)");
    }
  }

  @Test
  void patienceEndsWithAClearText() throws InterruptedException {
    try (PostgresServer own = PostgresServer.start();
        PostgresDatabase database = open(own.freshAddress(), Duration.ofMillis(100))) {
      // A first connection may take longer than that.
      Eventually.holds(() -> database.look().isSound());
      assertEquals(0L, count(database));
      own.stop();

      String text = assertThrows(StorageException.class, () -> count(database)).text();

      assertTrue(text.startsWith("The database postgres at 127.0.0.1:"), text);
      assertTrue(text.endsWith(" cannot be reached"), text);
    }
  }

  @Test
  void aWrongPasswordIsToldAtOnceAndNotShown() {
    try (PostgresDatabase database = open(server.address("wr0ng", ""), Duration.ofMinutes(5))) {
      String text = assertThrows(StorageException.class, () -> count(database)).text();

      assertTrue(
          text.endsWith("refuses this server: the user name or the password is wrong"), text);
      assertFalse(text.contains("wr0ng"), text);
      assertEquals(text, database.look().problem());
    }
  }

  @Test
  void tlsThatTheServerHasNotIsToldAtOnce() {
    try (PostgresDatabase database =
        open(server.address("sslmode=require"), Duration.ofMinutes(5))) {
      String text = assertThrows(StorageException.class, () -> count(database)).text();

      assertTrue(text.contains("cannot be reached by TLS as `sslmode` wants it"), text);
    }
  }

  @Test
  void aDatabaseThatCanOnlyBeReadIsRead() {
    String schema = address.substring(address.indexOf('=') + 1);
    try (PostgresDatabase before = open(address)) {
      before.write(handle -> handle.execute("INSERT INTO thing VALUES ('a', 1)"));
    }
    server.sql(
        "public",
        "CREATE ROLE reader_"
            + schema
            + " LOGIN SUPERUSER PASSWORD 'r';"
            + "ALTER ROLE reader_"
            + schema
            + " SET default_transaction_read_only = on");
    String reading = address.replaceFirst("//[^@]*@", "//reader_" + schema + ":r@");

    try (PostgresDatabase database = open(reading)) {
      assertEquals(1, number(database, "a"));
      assertEquals("it can only be read", database.look().problem());
      String text =
          assertThrows(
                  StorageException.class,
                  () -> database.write(handle -> handle.execute("DELETE FROM thing")))
              .text();
      assertTrue(text.endsWith("can only be read at the moment, so that nothing is stored"), text);
    }
  }

  @Test
  void aNewerProgramDecidesWhoMayStillWork() {
    String schema = address.substring(address.indexOf('=') + 1);
    try (PostgresDatabase database = open(address)) {
      assertEquals(0L, count(database));
    }
    server.sql(schema, "UPDATE table_groups SET version = 5");
    try (PostgresDatabase stillWorks = open(address)) {
      assertEquals(0L, count(stillWorks));
    }
    server.sql(schema, "UPDATE table_groups SET works_from = 2");
    try (PostgresDatabase tooOld = open(address)) {
      String text = assertThrows(StorageException.class, () -> count(tooOld)).text();
      assertTrue(text.contains("was made by a newer version of this program"), text);
    }
  }

  @Test
  void twoClustersDoNotShareADatabase() {
    try (PostgresDatabase ours = open(address)) {
      assertEquals(0L, count(ours));
    }
    var others = new ClusterSettings(address, "others", "n9", 2, Duration.ofSeconds(9));
    try (PostgresDatabase database =
        new PostgresDatabase(others, List.of(THINGS), Unobserved.INSTANCE)) {
      String text = assertThrows(StorageException.class, () -> count(database)).text();
      assertTrue(text.contains("belongs to the cluster `ours`, and this server to `others`"), text);
    }
  }

  @Test
  void serversThatStartTogetherMakeTheTablesOnce() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Long> start =
          () -> {
            try (PostgresDatabase database = open(address)) {
              return count(database);
            }
          };

      for (Future<Long> done : pool.invokeAll(List.of(start, start, start, start))) {
        assertEquals(0L, done.get());
      }
    }
  }

  @Test
  void textsThatCannotBeStoredAreReplaced() {
    try (PostgresDatabase database = open(address)) {
      database.write(
          handle -> handle.execute("INSERT INTO thing VALUES (?, 1)", "a\0b\uD83Dc\uD83E\uDEBF"));

      assertEquals(1, number(database, "a\uFFFDb\uFFFDc\uD83E\uDEBF"));
    }
  }

  private static long number(PostgresDatabase database, String name) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT n FROM thing WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one());
  }

  private static Long count(PostgresDatabase database) {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM thing").mapTo(Long.class).one());
  }

  private static PostgresDatabase open(String address) {
    return open(address, Duration.ofSeconds(60));
  }

  private static PostgresDatabase open(String address, Duration patience) {
    return new PostgresDatabase(
        new ClusterSettings(address, "ours", "n1", 4, patience),
        List.of(THINGS),
        Unobserved.INSTANCE);
  }
}
