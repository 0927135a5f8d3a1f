package dev.gander.testkit.store;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.TokenState;
import java.util.List;

/// Searches the sessions of an [InMemorySessionStore]. It uses a message's `created` as the time at
/// which it was stored.
public final class InMemorySessionSearch implements SessionSearch {
  private final InMemorySessionStore sessions;

  public InMemorySessionSearch(InMemorySessionStore sessions) {
    this.sessions = sessions;
  }

  @Override
  public List<Session> search(SessionQuery query) {
    return sessions.list(SessionType.LISTED).stream()
        .filter(session -> isSaidIn(session.id(), query))
        .limit(query.limit())
        .toList();
  }

  @Override
  public SessionInsights insights() {
    List<Session> listed = sessions.list(SessionType.LISTED);
    return new SessionInsights(
        listed.size(), listed.stream().mapToLong(InMemorySessionSearch::tokens).sum());
  }

  @Override
  public boolean isSaidIn(SessionId id, SessionQuery query) {
    return sessions.messages(id).stream()
        .filter(
            message ->
                !query.isBounded()
                    || Message.time(message.created()).filter(query::includes).isPresent())
        .anyMatch(message -> query.isSaidIn(message.content()));
  }

  private static long tokens(Session session) {
    TokenState tokens = session.tokens();
    Long all = tokens.accumulated().total();
    Long total = all == null ? tokens.usage().total() : all;
    return total == null ? 0 : total;
  }
}
