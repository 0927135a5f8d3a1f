package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sessions.PlainRows;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.cluster.StoredSession;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The rows of sessions in PostgreSQL.
public final class PostgresSessionRows implements SessionRows {
  private final PostgresDatabase database;

  public PostgresSessionRows(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  public List<SessionId> ids() {
    return database.read(PlainRows::ids);
  }

  @Override
  public Optional<StoredSession> find(SessionId id) {
    return database.read(handle -> PlainRows.find(handle, id));
  }

  @Override
  public void put(StoredSession session) {
    database.write(
        handle -> {
          PlainRows.put(handle, session);
          return handle.execute(
              "UPDATE sessions SET conversation = conversation + 1, rewritten = conversation + 1"
                  + " WHERE id = ?",
              session.id().value());
        });
  }

  @Override
  public Map<String, Long> numbers() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT day, n FROM day_number")
                .map(row -> Map.entry(row.getString("day"), row.getLong("n")))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public void retire(Map<String, Long> numbers) {
    database.write(
        handle -> {
          numbers.forEach(
              (day, number) ->
                  handle.execute(
                      "INSERT INTO day_number AS d VALUES (?, ?) ON CONFLICT (day)"
                          + " DO UPDATE SET n = greatest(d.n, excluded.n)",
                      day,
                      number));
          return true;
        });
  }
}
