package dev.gander.application.access;

import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.TokenState;
import java.util.List;

/// Searches the sessions that a caller sees. Those of others are not even read: how long it takes
/// must not tell what is in them.
///
/// @param sessions as the caller sees them
public record OwnedSearch(SessionSearch search, SessionStore sessions, Sight sight)
    implements SessionSearch {
  @Override
  public List<Session> search(SessionQuery query) {
    return sight.seesAll()
        ? search.search(query)
        : sessions.list(SessionType.LISTED).stream()
            .filter(session -> search.isSaidIn(session.id(), query))
            .limit(query.limit())
            .toList();
  }

  @Override
  public boolean isSaidIn(SessionId id, SessionQuery query) {
    return sight.sees(id) && search.isSaidIn(id, query);
  }

  @Override
  public SessionInsights insights() {
    if (sight.seesAll()) {
      return search.insights();
    }
    List<Session> seen = sessions.list(SessionType.LISTED);
    return new SessionInsights(seen.size(), seen.stream().mapToLong(OwnedSearch::tokens).sum());
  }

  private static long tokens(Session session) {
    TokenState tokens = session.tokens();
    Long all = tokens.accumulated().total();
    Long total = all == null ? tokens.usage().total() : all;
    return total == null ? 0 : total;
  }
}
