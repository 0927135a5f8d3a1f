package dev.gander.adapters.persistence.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacesOfListsTest {
  private static final String NUMBERS =
      "WITH numbers(n) AS (VALUES (1), (2), (3), (4)) SELECT n FROM numbers WHERE n IN (<few>)";

  private final Handle handle =
      SqliteConnections.jdbi(() -> DriverManager.getConnection("jdbc:sqlite::memory:")).open();

  @AfterEach
  void close() {
    handle.close();
  }

  @Test
  void eachListHasAPlace() {
    assertEquals(List.of(1, 2, 4), found(list(NUMBERS, List.of(4, 1, 2))));
    assertEquals(List.of(3), found(list(NUMBERS, List.of(3))));
    assertEquals(
        List.of(2, 3), found(list(NUMBERS + " AND n < :n AND n <> 1", List.of(1, 2, 3, 4))));
  }

  private Query list(String sql, List<Integer> few) {
    Query query = handle.createQuery(sql).bindList("few", few);
    return sql.contains(":n") ? query.bind("n", 4) : query;
  }

  private static List<Integer> found(Query query) {
    return query.mapTo(Integer.class).list();
  }

  @Test
  void aListThatIsMissingIsNamed() {
    UnableToCreateStatementException problem =
        assertThrows(
            UnableToCreateStatementException.class,
            () -> handle.createQuery(NUMBERS).mapTo(Integer.class).list());

    assertTrue(String.valueOf(problem.getCause()).contains("no list few"), problem.toString());
  }
}
