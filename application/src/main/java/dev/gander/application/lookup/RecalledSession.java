package dev.gander.application.lookup;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionQuery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the model gets to see of a session: never more than a few messages, and the beginning or
/// the part around what was searched of each.
///
/// @param total the number of all messages
/// @param first the first messages, or those found
/// @param last the last messages; of a search none
record RecalledSession(Session session, int total, List<String> first, List<String> last) {
  private static final int AT_EACH_END = 3;
  private static final int MOST_FOUND = 5;
  private static final int LONGEST = 2_000;
  private static final int BEFORE_WORD = 300;

  /// Its first and last messages.
  static RecalledSession read(Session session, ConversationStore conversations) {
    return conversations.read(session.id(), messages -> ends(session, messages));
  }

  private static RecalledSession ends(Session session, Iterator<Message> messages) {
    List<String> first = new ArrayList<>();
    Deque<String> last = new ArrayDeque<>();
    int total = 0;
    while (messages.hasNext()) {
      String shown = shown(messages.next(), List.of());
      total++;
      if (first.size() < AT_EACH_END) {
        first.add(shown);
      }
      last.add(shown);
      if (last.size() > AT_EACH_END) {
        last.removeFirst();
      }
    }
    return new RecalledSession(
        session, total, first, total > AT_EACH_END ? List.copyOf(last) : List.of());
  }

  /// Its first messages that match.
  static RecalledSession read(
      Session session, ConversationStore conversations, SessionQuery query) {
    return conversations.read(session.id(), messages -> matches(session, messages, query));
  }

  private static RecalledSession matches(
      Session session, Iterator<Message> messages, SessionQuery query) {
    List<String> found = new ArrayList<>();
    int total = 0;
    while (messages.hasNext()) {
      Message message = messages.next();
      total++;
      if (found.size() < MOST_FOUND
          && query.includes(Instant.ofEpochSecond(message.created()))
          && query.isSaidIn(message.content())) {
        found.add(shown(message, query.words()));
      }
    }
    return new RecalledSession(session, total, found, List.of());
  }

  private static String shown(Message message, List<String> words) {
    String text = message.text();
    String who = message.role() == Role.USER ? "[user] " : "[assistant] ";
    return who + (text.isBlank() ? "(no text)" : excerpt(text, words));
  }

  private static String excerpt(String text, List<String> words) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int from = edge(text, Math.max(0, firstOf(words, text) - BEFORE_WORD));
    int to = edge(text, Math.min(text.length(), from + LONGEST));
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  /// Splits no character.
  private static int edge(String text, int at) {
    boolean splits = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return splits ? at - 1 : at;
  }

  /// 0 if a word is written so differently that this does not find it.
  private static int firstOf(List<String> words, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return words.stream().mapToInt(lower::indexOf).filter(at -> at >= 0).min().orElse(0);
  }

  /// For the model: how the session began and ended.
  String overview() {
    String ends = head() + "\n\nFirst messages:\n\n" + String.join("\n\n", first);
    return last.isEmpty() ? ends : ends + "\n\nLast messages:\n\n" + String.join("\n\n", last);
  }

  /// For the model: what was found.
  String findings() {
    return head() + first.stream().map(it -> "\n" + it).collect(Collectors.joining());
  }

  private String head() {
    return "Session: "
        + session.name().text()
        + " (ID: "
        + session.id()
        + ")\nWorking folder: "
        + session.workingDir()
        + "\nLast change: "
        + session.activity().updatedAt()
        + "\nMessages in all: "
        + total;
  }
}
