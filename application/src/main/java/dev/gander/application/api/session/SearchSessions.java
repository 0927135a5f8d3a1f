package dev.gander.application.api.session;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Searches the messages of sessions. The limit counts sessions, as in goosed 1.36; older versions
/// count messages.
public final class SearchSessions {
  private static final int USUAL_LIMIT = 10;
  private static final int HIGHEST_LIMIT = 50;

  private final SessionSearch search;

  public SearchSessions(SessionSearch search) {
    this.search = search;
  }

  /// @param text words, any of which may match
  /// @throws InvalidInput if the text is blank
  public List<Session> search(
      String text, OptionalLong limit, @Nullable Instant after, @Nullable Instant before) {
    List<String> words = SessionQuery.wordsOf(text);
    if (words.isEmpty()) {
      throw new InvalidInput("The query must not be blank");
    }
    int most = (int) Math.min(limit.orElse(USUAL_LIMIT), HIGHEST_LIMIT);
    return search.search(new SessionQuery(words, most, after, before));
  }
}
