package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.List;
import java.util.stream.Stream;

/// Reads messages one by one, session after session, until enough sessions are found. SQLite
/// excludes what cannot match; its own comparisons ignore case for ASCII only and would match JSON
/// syntax too (docs/decisions/search-without-an-index.md).
public final class SqliteSessionSearch implements SessionSearch {
  private final SessionDatabase database;
  private final SessionStore sessions;

  /// @param sessions the sessions of the same database
  public SqliteSessionSearch(SessionDatabase database, SessionStore sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  @Override
  public List<Session> search(SessionQuery query) {
    SearchedRows rows = new SearchedRows(query, "instr");
    // Each session is a read of its own, so that a long search leaves room for others.
    return sessions.list(SessionType.LISTED).stream()
        .filter(session -> session.activity().hasMessages() && isSaidIn(session.id(), rows, query))
        .limit(query.limit())
        .toList();
  }

  @Override
  public SessionInsights insights() {
    return database.read(
        (handle, _) ->
            handle
                .createQuery(
                    """
                    SELECT count(*) AS sessions,
                      coalesce(sum(coalesce(accumulated_total_tokens, total_tokens)), 0) AS tokens
                      FROM sessions WHERE session_type IN (<listed>)""")
                .bindList("listed", SessionType.LISTED.stream().map(SessionType::wire).toList())
                .map(row -> new SessionInsights(row.getLong("sessions"), row.getLong("tokens")))
                .one());
  }

  @Override
  public boolean isSaidIn(SessionId id, SessionQuery query) {
    return isSaidIn(id, new SearchedRows(query, "instr"), query);
  }

  private boolean isSaidIn(SessionId id, SearchedRows rows, SessionQuery query) {
    return database.read(
        (handle, _) -> {
          try (Stream<Boolean> found =
              rows.of(handle, id).map(row -> SearchedRows.matches(row, query)).stream()) {
            return found.anyMatch(Boolean::booleanValue);
          }
        });
  }
}
