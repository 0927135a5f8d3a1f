package dev.gander.adapters.persistence.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandleTest {
  private static final String UP_TO = "SELECT word FROM words WHERE number <= :most ORDER BY 1";

  private final Tally statements = new Tally();
  private final Handle handle;

  /// Counts what is prepared and given back.
  private static final class Tally implements Statements {
    private int taken;
    private final List<PreparedStatement> givenBack = new ArrayList<>();

    @Override
    public PreparedStatement take(Connection connection, String sql) throws SQLException {
      taken++;
      return connection.prepareStatement(sql);
    }

    @Override
    public void giveBack(String sql, PreparedStatement statement) throws SQLException {
      assertFalse(statement.isClosed());
      givenBack.add(statement);
      statement.close();
    }
  }

  HandleTest() throws SQLException {
    handle =
        new Handle(DriverManager.getConnection("jdbc:sqlite::memory:"), statements, new KnownSql());
  }

  @BeforeEach
  void fill() {
    handle.execute("CREATE TABLE words (word TEXT, number INTEGER UNIQUE)");
    SqlBatch words = handle.prepareBatch("INSERT INTO words VALUES (?, ?)");
    for (int i = 1; i <= 3; i++) {
      words.add("w" + i, i);
    }
    words.execute();
  }

  @AfterEach
  void close() {
    assertEquals(statements.taken, statements.givenBack.size());
    handle.close();
  }

  /// For tests in which statements fail.
  private void forget(int failed) {
    statements.taken -= failed;
  }

  private Rows<@Nullable String> upTo(int most) {
    return handle.createQuery(UP_TO).bind("most", most).mapTo(String.class);
  }

  @Test
  void rowsAreReadInEachWay() {
    assertEquals(List.of("w1", "w2"), upTo(2).list());
    assertEquals("w1", upTo(1).one());
    assertEquals(Optional.of("w1"), upTo(1).findOne());
    assertEquals(Optional.empty(), upTo(0).findOne());
    assertEquals(Optional.of("w1"), upTo(3).findFirst());
    assertEquals(Optional.empty(), upTo(0).findFirst());
    try (Stream<@Nullable String> words = upTo(3).stream()) {
      assertEquals(List.of("w1", "w2"), words.limit(2).toList());
    }
    List<@Nullable String> each = new ArrayList<>();
    upTo(3).forEach(each::add);
    assertEquals(List.of("w1", "w2", "w3"), each);
  }

  @Test
  void theOnlyRowIsTheOnlyOne() {
    assertThrows(IllegalStateException.class, () -> upTo(0).one());
    assertThrows(IllegalStateException.class, () -> upTo(2).one());
    assertThrows(IllegalStateException.class, () -> upTo(2).findOne());
  }

  @Test
  void aRowMayBeNull() {
    Rows<@Nullable Long> nothing = handle.createQuery("SELECT NULL").mapTo(Long.class);

    assertNull(nothing.one());
    assertEquals(Optional.empty(), nothing.findOne());
    assertEquals(Optional.empty(), nothing.findFirst());
    assertEquals(Arrays.asList((Long) null), nothing.list());
  }

  @Test
  void behindTheLastRowThereIsNone() {
    Cursor<@Nullable String> words = upTo(1).cursor();

    assertEquals("w1", words.next());
    assertFalse(words.hasNext());
    assertFalse(words.hasNext());
    assertThrows(NoSuchElementException.class, words::next);
    words.close();
    words.close();
  }

  @Test
  void eachKindOfValueIsStoredAndRead() {
    assertEquals("ä\0b", handle.select("SELECT ?", "ä\0b").mapTo(String.class).one());
    assertEquals(1L << 40, handle.select("SELECT ?", 1L << 40).mapTo(Long.class).one());
    assertEquals(-7, handle.select("SELECT ?", -7).mapTo(Integer.class).one());
    assertEquals(true, handle.select("SELECT ?", true).mapTo(Boolean.class).one());
    assertEquals(0.25, handle.select("SELECT ?", 0.25).map(row -> row.getDouble(1)).one());
    byte[] bytes = {1, 0, -1};
    assertArrayEquals(bytes, handle.select("SELECT ?", bytes).mapTo(byte[].class).one());
    assertNull(handle.select("SELECT ?", (Object) null).mapTo(String.class).one());
    forget(2);
    assertThrows(IllegalArgumentException.class, () -> handle.execute("SELECT ?", Instant.EPOCH));
    assertThrows(
        IllegalArgumentException.class,
        () -> handle.createQuery("SELECT 1").mapTo(Instant.class).one());
  }

  @Test
  void valuesMayHaveNames() {
    assertEquals(
        "x1",
        handle
            .createQuery("SELECT :a || :b")
            .bindMap(Map.of("b", 1, "a", "x"))
            .mapTo(String.class)
            .one());
    assertEquals(
        2,
        handle
            .createUpdate("UPDATE words SET word = :new WHERE number IN (<few>)")
            .bind("new", "w")
            .bindList("few", List.of(3, 1))
            .execute());
    assertEquals(List.of("w", "w", "w2"), upTo(9).list());
  }

  @Test
  void noValueIsInAnEmptyList() {
    String in = "SELECT count(*) FROM words WHERE number IN (<few>)";
    String notIn = "SELECT count(*) FROM words WHERE number NOT IN (<few>)";

    assertEquals(0L, handle.createQuery(in).bindList("few", List.of()).mapTo(Long.class).one());
    assertEquals(3L, handle.createQuery(notIn).bindList("few", List.of()).mapTo(Long.class).one());
  }

  @Test
  void parametersAndValuesHaveToFit() {
    SqlQuery list = handle.createQuery("SELECT 1 WHERE 1 IN (<few>)");

    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> list.mapTo(Long.class).one())
            .getMessage()
            .contains("no list few"));
    forget(3);
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> handle.createQuery(UP_TO).mapTo(String.class).one())
            .getMessage()
            .contains(":most"));
    assertThrows(IllegalArgumentException.class, () -> handle.execute("SELECT ?"));
    assertThrows(IllegalArgumentException.class, () -> handle.execute("SELECT 1", 1));
  }

  @Test
  void aStatementThatIsNotReadMayAnswerWithRows() {
    assertEquals(0, handle.execute("PRAGMA journal_mode = MEMORY"));
    assertEquals(3, handle.execute("DELETE FROM words"));
  }

  @Test
  void aStatementThatFailsIsNotUsedAgain() {
    forget(3);

    assertThrows(SqlFailure.class, () -> handle.execute("INSERT INTO words VALUES ('w', 1)"));
    assertThrows(
        SqlFailure.class,
        () -> handle.createQuery("SELECT abs(-9223372036854775808)").mapTo(Long.class).one());
    Cursor<String> broken =
        handle
            .createQuery("SELECT word FROM words")
            .<String>map(
                _ -> {
                  throw new IllegalStateException("unreadable");
                })
            .cursor();
    assertThrows(IllegalStateException.class, broken::next);
    assertFalse(broken.hasNext());
    broken.close();
  }

  @Test
  void aStatementThatCannotBePreparedNamesNoValues() {
    SqlFailure failure =
        assertThrows(
            SqlFailure.class, () -> handle.execute("INSERT INTO none VALUES (?)", "secret"));

    assertFalse(failure.toString().contains("secret"));
    forget(1);
  }

  @Test
  void aBatchStoresItsRowsOnceInTheirOrder() {
    SqlBatch words = handle.prepareBatch("INSERT INTO words VALUES (:word, :number)");
    words.execute();
    words.bind("word", "w9").bind("number", 9).add();
    words.bind("word", null).bind("number", 8).add();
    assertEquals(2, words.size());
    words.execute();
    words.execute();

    assertEquals(0, words.size());
    assertEquals(
        List.of(8L, 9L),
        handle
            .createQuery("SELECT number FROM words WHERE number > 3 ORDER BY 1")
            .mapTo(Long.class)
            .list());
  }

  @Test
  void manyDifferentStatementsAreParsed() {
    for (int i = 0; i < 1_200; i++) {
      assertEquals(i, handle.select("SELECT ? + " + i, 0).mapTo(Integer.class).one());
    }
  }
}
