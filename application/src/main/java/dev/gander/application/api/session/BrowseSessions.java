package dev.gander.application.api.session;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists sessions page by page; the one in which something was said last comes first. Sessions
/// without messages are left out.
public final class BrowseSessions {
  /// How many sessions a page usually has.
  public static final int PAGE = 50;

  /// How many it can have.
  public static final int MOST = 500;

  /// How many messages may have to be read for a text that says what a session is about.
  private static final int LAST_MESSAGES = 8;

  private static final int LONGEST_SNIPPET = 128;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final SessionSearch search;

  public BrowseSessions(
      SessionStore sessions, ConversationStore conversations, SessionSearch search) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.search = search;
  }

  /// Which sessions are wanted.
  ///
  /// @param workingDir only those in exactly this folder; null for any
  /// @param text only those in which one of its words is said; all if it is blank
  public record Filter(Set<SessionType> types, @Nullable String workingDir, String text) {}

  /// @param last the place after which the next page begins; null if there is none
  public record Page(List<Session> sessions, @Nullable SessionPlace last) {}

  /// @param after the place of the last session on the page before; null for the first page
  /// @param limit how many sessions, from 1 to [#MOST]
  /// @throws InvalidInput if the limit is another one
  public Page page(Filter filter, @Nullable SessionPlace after, long limit) {
    if (limit < 1 || limit > MOST) {
      throw new InvalidInput("limit must be from 1 to " + MOST);
    }
    List<SessionPlace> found =
        sessions.places(filter.types(), filter.workingDir()).stream()
            .filter(place -> after == null || place.compareTo(after) > 0)
            .filter(place -> isWanted(place.id(), filter))
            .limit(limit + 1)
            .toList();
    List<SessionPlace> shown = found.subList(0, Math.min(Math.toIntExact(limit), found.size()));
    return new Page(
        sessions.all(shown.stream().map(SessionPlace::id).toList()),
        found.size() > limit ? shown.getLast() : null);
  }

  private boolean isWanted(SessionId id, Filter filter) {
    List<String> words = SessionQuery.wordsOf(filter.text());
    return words.isEmpty() || search.isSaidIn(id, new SessionQuery(words, 1, null, null));
  }

  /// The beginning of what was said last, in one line.
  public Optional<String> snippet(SessionId id) {
    return conversations.newest(id, LAST_MESSAGES).reversed().stream()
        .filter(message -> message.metadata().userVisible())
        .flatMap(BrowseSessions::texts)
        .map(text -> BLANKS.matcher(text.strip()).replaceAll(" "))
        .filter(text -> !text.isEmpty())
        .map(BrowseSessions::shortened)
        .findFirst();
  }

  private static Stream<String> texts(Message message) {
    return message.content().stream()
        .filter(Content.Text.class::isInstance)
        .map(content -> ((Content.Text) content).text());
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_SNIPPET
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_SNIPPET));
  }
}
