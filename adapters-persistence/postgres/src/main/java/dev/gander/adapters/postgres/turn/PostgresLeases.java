package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Leases as rows. Each change is one statement, so that a node that is stopped in the middle
/// leaves no lock behind.
public final class PostgresLeases implements LeaseTable {
  private static final String TOPIC = "lease";
  private static final String TIME = "clock_timestamp() + :time * interval '1 millisecond'";

  private static final String TAKE =
      "INSERT INTO turn_lease AS l (session_id, holder, last_holder, token, expires_at)"
          + " VALUES (:session, :node, :node, 1, "
          + TIME
          + ") ON CONFLICT (session_id) DO UPDATE SET holder = excluded.holder,"
          + " last_holder = excluded.holder, token = l.token + 1, expires_at = excluded.expires_at";

  private static final String CLAIM =
      TAKE + " WHERE l.expires_at <= clock_timestamp() RETURNING token";

  private static final String SEIZE = TAKE + " RETURNING token";

  // In the order of appended events, which lock these rows too.
  private static final String RENEW =
      "WITH mine AS (SELECT l.session_id FROM turn_lease l"
          + " JOIN unnest(:sessions, :tokens) AS h (session_id, token)"
          + " ON h.session_id = l.session_id AND h.token = l.token AND l.holder = :node"
          + " ORDER BY l.session_id FOR UPDATE OF l)"
          + " UPDATE turn_lease l SET expires_at = "
          + TIME
          + " FROM mine WHERE l.session_id = mine.session_id RETURNING l.session_id";

  private static final String FREE =
      "WITH back AS (UPDATE turn_lease SET holder = NULL, expires_at = '-infinity'";
  private static final String AND_TELL =
      " RETURNING session_id) SELECT pg_notify(:channel, '" + TOPIC + " ' || session_id) FROM back";

  private static final String GIVE_BACK =
      FREE + " WHERE session_id = :session AND token = :token AND holder = :node" + AND_TELL;

  private static final String TAKE_AWAY =
      FREE + ", token = token + 1 WHERE session_id = :session AND holder = :node" + AND_TELL;

  private final PostgresDatabase database;
  private final String node;

  public PostgresLeases(PostgresDatabase database, String node) {
    this.database = database;
    this.node = node;
  }

  @Override
  public Optional<Fence> claim(SessionId session, Duration time) {
    return take(CLAIM, session, time);
  }

  @Override
  public Fence seize(SessionId session, Duration time) {
    return take(SEIZE, session, time).orElseThrow();
  }

  private Optional<Fence> take(String sql, SessionId session, Duration time) {
    return database.each(
        handle ->
            handle
                .createQuery(sql)
                .bind("session", session.value())
                .bind("node", node)
                .bind("time", time.toMillis())
                .mapTo(Long.class)
                .findOne()
                .map(Fence::new));
  }

  @Override
  public Set<SessionId> renew(Map<SessionId, Fence> held, Duration time) {
    if (held.isEmpty()) {
      return Set.of();
    }
    List<String> sessions = new ArrayList<>();
    List<Long> tokens = new ArrayList<>();
    held.forEach(
        (session, fence) -> {
          sessions.add(session.value());
          tokens.add(fence.number());
        });
    return database.each(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(RENEW)
                    .bindArray("sessions", "text", sessions)
                    .bindArray("tokens", "int8", tokens)
                    .bind("node", node)
                    .bind("time", time.toMillis())
                    .map(row -> new SessionId(row.getString(1)))
                    .list()));
  }

  @Override
  public void giveBack(SessionId session, Fence fence) {
    free(GIVE_BACK, session, node, fence.number());
  }

  @Override
  public void takeFrom(SessionId session, String holder) {
    free(TAKE_AWAY, session, holder, null);
  }

  private void free(String sql, SessionId session, String holder, @Nullable Long token) {
    var _ =
        database.each(
            handle -> {
              SqlQuery query =
                  handle
                      .createQuery(sql)
                      .bind("session", session.value())
                      .bind("node", holder)
                      .bind("channel", database.signals().channel());
              return (token == null ? query : query.bind("token", token)).map(_ -> true).list();
            });
  }

  @Override
  public void onReturn(Consumer<SessionId> then) {
    database.signals().on(TOPIC, session -> session.map(SessionId::new).ifPresent(then));
  }
}
