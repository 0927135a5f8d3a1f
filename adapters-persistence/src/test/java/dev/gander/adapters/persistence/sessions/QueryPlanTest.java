package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How SQLite goes about many messages, in the tables of several versions of goose: the list of
/// sessions reads one of each session, and no contents are sorted.
class QueryPlanTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handmade-schema-v7-sessions.db",
        "goose-1.52-sessions.db",
        "goose-1.52-migrated-from-v7-sessions.db"
      })
  void listCountsInAnIndexAndSortsNothing(String sample) throws IOException {
    try (SessionWorld world = SessionWorld.ofSample(sample, folder)) {
      String list =
          world.database().read((_, schema) -> schema.selectSessions())
              + "WHERE s.session_type IN ('user', 'scheduled')";

      assertCountsInAnIndexAndSortsNothing(plan(world, list));
    }
  }

  private static void assertCountsInAnIndexAndSortsNothing(List<String> plan) {
    assertEquals(List.of(), plan.stream().filter(step -> step.contains("TEMP B-TREE")).toList());
    List<String> messages = plan.stream().filter(step -> step.contains(" m ")).toList();
    assertEquals(2, messages.size(), plan::toString);
    assertTrue(messages.getFirst().contains("USING COVERING INDEX"), messages::getFirst);
    assertTrue(messages.getLast().contains("(session_id=?)"), messages::getLast);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handmade-schema-v7-sessions.db",
        "goose-1.52-sessions.db",
        "goose-1.52-migrated-from-v7-sessions.db"
      })
  void totalsOfSomeSessionsAreReadInTheSameWay(String sample) throws IOException {
    try (SessionWorld world = SessionWorld.ofSample(sample, folder)) {
      String totals = SessionColumns.TOTALS.replace(":ids", "'[\"x\"]'");

      assertCountsInAnIndexAndSortsNothing(plan(world, totals));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"handmade-schema-v7-sessions.db", "goose-1.52-sessions.db"})
  void messagesInOrderAreSortedByNumbersAlone(String sample) throws IOException {
    try (SessionWorld world = SessionWorld.ofSample(sample, folder)) {
      List<String> plan = plan(world, MessageRows.SELECT_IN_ORDER.replace(":session", "'x'"));

      assertEquals("MATERIALIZE ordered", plan.getFirst(), plan::toString);
      assertEquals(
          List.of("SCAN ordered", "SEARCH m USING INTEGER PRIMARY KEY (rowid=?)"),
          plan.subList(plan.size() - 2, plan.size()),
          plan::toString);
    }
  }

  private static List<String> plan(SessionWorld world, String sql) {
    return world
        .database()
        .read(
            (handle, _) ->
                handle
                    .createQuery("EXPLAIN QUERY PLAN " + sql)
                    .map(row -> row.getString("detail"))
                    .list());
  }
}
