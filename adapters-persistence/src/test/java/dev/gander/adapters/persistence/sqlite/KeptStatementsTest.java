package dev.gander.adapters.persistence.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.persistence.sql.Cursor;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.KnownSql;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStatementsTest {
  private static final String UP_TO = "SELECT word FROM words WHERE number <= :most";

  @TempDir Path folder;

  private String url = "";
  private Handle handle;
  private int prepared;

  @BeforeEach
  void open() {
    url = "jdbc:sqlite:" + folder.resolve("words.db");
    handle = open(() -> counting(DriverManager.getConnection(url)));
    handle.execute("PRAGMA journal_mode = WAL");
    handle.execute("CREATE TABLE words (word TEXT, number INTEGER)");
    for (int i = 1; i <= 3; i++) {
      handle.execute("INSERT INTO words VALUES (?, ?)", "w" + i, i);
    }
    prepared = 0;
  }

  private static Handle open(SqliteConnections.Way way) {
    return SqliteConnections.open(way, new KnownSql());
  }

  private Connection counting(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> counted(connection, method, arguments));
  }

  private Object counted(Connection connection, Method method, Object[] arguments)
      throws Throwable {
    if (method.getName().equals("prepareStatement")) {
      prepared++;
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @AfterEach
  void close() {
    handle.close();
  }

  private List<String> upTo(int most) {
    return handle.createQuery(UP_TO).bind("most", most).mapTo(String.class).list();
  }

  @Test
  void aStatementIsPreparedOnceAndRunsWithItsNewValues() {
    assertEquals(List.of("w1"), upTo(1));
    assertEquals(List.of("w1", "w2"), upTo(2));
    assertEquals(List.of("w1", "w2", "w3"), upTo(3));
    assertEquals(1, prepared);
  }

  @Test
  void aStatementThatIsStillReadIsNotTakenAwayFromItsReader() {
    try (Cursor<String> words =
        handle.createQuery(UP_TO).bind("most", 2).mapTo(String.class).cursor()) {
      assertEquals("w1", words.next());
      assertEquals(List.of("w1"), upTo(1));
      assertEquals("w2", words.next());
    }
    assertEquals(2, prepared);
    assertEquals(List.of("w1", "w2", "w3"), upTo(3));
    assertEquals(2, prepared);
  }

  /// A statement that is not at its end would keep its snapshot, and the log would grow.
  @Test
  void aStatementThatWasNotReadToItsEndKeepsNoSnapshot() throws SQLException {
    Cursor<String> words = handle.createQuery(UP_TO).bind("most", 3).mapTo(String.class).cursor();
    assertEquals("w1", words.next());
    words.close();
    handle.execute("INSERT INTO words VALUES ('w4', 4)");
    try (Handle other = open(() -> DriverManager.getConnection(url))) {
      assertEquals(
          0, other.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").map(row -> row.getInt(1)).one());
    }
  }

  @Test
  void anotherProgramMayChangeTheSchema() {
    assertEquals(List.of("w1"), upTo(1));
    try (Handle other = open(() -> DriverManager.getConnection(url))) {
      other.execute("ALTER TABLE words RENAME COLUMN number TO place");
      other.execute("ALTER TABLE words ADD COLUMN number INTEGER DEFAULT 1");
    }
    assertEquals(List.of("w1", "w2", "w3"), upTo(1));
  }

  @Test
  void onlyTheLatestAreKept() {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    for (int number : numbers) {
      assertEquals(number, handle.select("SELECT " + number).mapTo(Integer.class).one());
    }
    prepared = 0;
    for (int number : numbers.reversed()) {
      assertEquals(number, handle.select("SELECT " + number).mapTo(Integer.class).one());
    }
    assertEquals(36, prepared);
  }
}
