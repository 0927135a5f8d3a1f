package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import java.util.List;

/// Parts of a conversation. A message's place is the number of its row: an index leads to it,
/// whereas the exact order would have to be sorted out of all rows.
public final class MessagePages {
  private MessagePages() {}

  public static MessagePage read(Handle handle, SessionId session, MessageRange range, int most) {
    List<Long> numbers =
        switch (range) {
          case MessageRange.Newest() -> before(handle, session, Long.MAX_VALUE, most);
          case MessageRange.Before(long place) -> before(handle, session, place, most);
          case MessageRange.After(long place) -> after(handle, session, place, most);
        };
    if (numbers.isEmpty()) {
      return empty(handle, session, range);
    }
    long first = numbers.getFirst();
    long last = numbers.getLast();
    return new MessagePage(
        MessageRows.between(handle, session, first, last).stream()
            .map(MessageRows.Row::message)
            .toList(),
        hasBefore(handle, session, first) ? first : null,
        last);
  }

  private static MessagePage empty(Handle handle, SessionId session, MessageRange range) {
    long place =
        switch (range) {
          case MessageRange.Newest(), MessageRange.Before(_) -> 0;
          case MessageRange.After(long after) -> after;
        };
    boolean isBehind = hasBefore(handle, session, place);
    return new MessagePage(List.of(), isBehind ? place : null, place);
  }

  private static List<Long> before(Handle handle, SessionId session, long place, int most) {
    return numbers(handle, "< :place ORDER BY id DESC", session, place, most).reversed();
  }

  private static List<Long> after(Handle handle, SessionId session, long place, int most) {
    return numbers(handle, "> :place ORDER BY id", session, place, most);
  }

  private static boolean hasBefore(Handle handle, SessionId session, long place) {
    return !before(handle, session, place, 1).isEmpty();
  }

  private static List<Long> numbers(
      Handle handle, String condition, SessionId session, long place, int most) {
    return handle
        .createQuery(
            "SELECT id FROM messages WHERE session_id = :session AND id "
                + condition
                + " LIMIT :most")
        .bind("session", session.value())
        .bind("place", place)
        .bind("most", most)
        .mapTo(Long.class)
        .list();
  }
}
