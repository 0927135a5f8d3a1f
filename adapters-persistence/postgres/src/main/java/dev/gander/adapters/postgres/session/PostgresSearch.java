package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sessions.SearchedRows;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Asks the database which sessions may match, in one statement, and reads the messages of those
/// until enough are found.
public final class PostgresSearch implements SessionSearch {
  private static final String POSITION = "strpos";
  private static final int FETCHED = 100;

  private final PostgresDatabase database;
  private final SessionStore sessions;

  /// @param sessions the sessions of the same database
  public PostgresSearch(PostgresDatabase database, SessionStore sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  @Override
  public List<Session> search(SessionQuery query) {
    SearchedRows rows = new SearchedRows(query, POSITION);
    Set<SessionId> likely =
        database.read(
            handle ->
                new HashSet<>(
                    rows.sessions(handle)
                        .map(row -> new SessionId(row.getString("session_id")))
                        .list()));
    return sessions.list(SessionType.LISTED).stream()
        .filter(session -> likely.contains(session.id()))
        .filter(session -> isSaidIn(session.id(), rows, query))
        .limit(query.limit())
        .toList();
  }

  @Override
  public boolean isSaidIn(SessionId id, SessionQuery query) {
    return isSaidIn(id, new SearchedRows(query, POSITION), query);
  }

  private boolean isSaidIn(SessionId id, SearchedRows rows, SessionQuery query) {
    return database.stream(
        handle -> {
          try (Stream<Boolean> found =
              rows
                  .of(handle, id)
                  .fetchSize(FETCHED)
                  .map(row -> SearchedRows.matches(row, query))
                  .stream()) {
            return found.anyMatch(Boolean::booleanValue);
          }
        });
  }

  @Override
  public SessionInsights insights() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) AS sessions,
                        coalesce(sum(coalesce(accumulated_total_tokens, total_tokens)), 0) AS tokens
                      FROM sessions WHERE session_type = ANY(:listed)""")
                .bindArray(
                    "listed", "text", SessionType.LISTED.stream().map(SessionType::wire).toList())
                .map(row -> new SessionInsights(row.getLong("sessions"), row.getLong("tokens")))
                .one());
  }
}
