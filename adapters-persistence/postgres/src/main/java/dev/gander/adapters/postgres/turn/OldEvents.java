package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.own.NodeTable;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Drops what nobody can ask for any more. Each statement removes some rows only, in a transaction
/// of its own, and only while no other node is at it.
///
/// @param self the id of this node
record OldEvents(PostgresDatabase database, String self) {
  private static final int MOST = 5_000;

  /// Any number that no other lock of the database has.
  static final long LOCK = 0x6f6c64206576L;

  /// Somebody listens even to a session that was forgotten while its node stood still.
  private static final String READ =
      "UPDATE session_log SET used_at = clock_timestamp(), was_read = true"
          + " WHERE session_id = ANY (:followed)";

  private static final String NO_TURN =
      " AND NOT EXISTS (SELECT FROM session_turn t WHERE t.session_id = x.session_id)";

  private static final String IS_IDLE =
      "x.used_at < clock_timestamp() - :idle * interval '1 millisecond'";

  /// Whether the node of a row called `x` is dead.
  private static final String IS_DEAD =
      NodeTable.IS_STEADY
          + " AND NOT EXISTS (SELECT FROM node n WHERE n.id = x.node AND "
          + NodeTable.IS_IN_TIME
          + ")";

  private static final String FIND =
      "SELECT x.ctid FROM %s x WHERE %s LIMIT :most FOR UPDATE SKIP LOCKED";

  private static final String DROP = "DELETE FROM %s WHERE ctid = ANY (ARRAY (" + FIND + "))";

  /// A turn of a dead node goes when what it has told would go.
  private static final List<String> DROPS =
      List.of(
          drop(
              "session_turn",
              IS_DEAD
                  + " AND NOT EXISTS (SELECT FROM session_log h WHERE h.session_id = x.session_id"
                  + " AND h.used_at >= clock_timestamp()"
                  + " - greatest(:kept, :idle) * interval '1 millisecond')"),
          drop(
              "session_event",
              "x.created_at < clock_timestamp() - :kept * interval '1 millisecond'" + NO_TURN),
          drop(
              "session_log",
              IS_IDLE
                  + " AND x.session_id <> ALL (:followed)"
                  + NO_TURN
                  + " AND NOT EXISTS (SELECT FROM session_event e"
                  + " WHERE e.session_id = x.session_id)"),
          drop("turn_question", IS_DEAD),
          drop("node_letter", IS_DEAD),
          drop("folder_question", "x.asked_at < clock_timestamp() - interval '1 minute'"),
          drop(
              "node",
              "x.seen < clock_timestamp() - interval '1 day'"
                  + " AND NOT EXISTS (SELECT FROM session_turn t WHERE t.node = x.id)"));

  private static String drop(String table, String which) {
    return DROP.formatted(table, table, which);
  }

  void drop(Duration kept, Duration idle, Set<SessionId> followed) {
    List<String> read = followed.stream().map(SessionId::value).toList();
    if (!read.isEmpty()) {
      var _ =
          database.each(
              handle -> handle.createUpdate(READ).bindArray("followed", "text", read).execute());
    }
    for (String drop : DROPS) {
      while (some(drop, kept, idle, read) == MOST) {
        // There may be more.
      }
    }
  }

  private int some(String drop, Duration kept, Duration idle, List<String> read) {
    return database.write(
        handle -> {
          boolean isAlone =
              handle
                  .createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                  .bind("lock", LOCK)
                  .mapTo(Boolean.class)
                  .one();
          return isAlone
              ? handle
                  .createUpdate(drop)
                  .bind("kept", kept.toMillis())
                  .bind("idle", idle.toMillis())
                  .bind("most", MOST)
                  .bind("self", self)
                  .bindArray("followed", "text", read)
                  .execute()
              : 0;
        });
  }
}
