package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sessions.MessageRows;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The conversations that were used last, so that a turn of a long one does not read all of it
/// again. An entry counts as long as the session still has the number that it was read with; after
/// that its beginning counts, unless more has changed than messages were put at the end. Any
/// thread.
final class RecentMessages {
  private static final int KEPT = 32;

  /// A conversation up to a row.
  ///
  /// @param conversation the number that the session had
  /// @param row the number of the last row
  record Beginning(long conversation, long row, List<Message> messages) {
    static final Beginning NOTHING = new Beginning(Long.MIN_VALUE, Long.MIN_VALUE, List.of());

    boolean isKnown() {
      return !equals(NOTHING);
    }
  }

  /// @param count how many of the messages are in the rows up to `row`
  private record Known(
      long conversation, long row, int count, SoftReference<List<Message>> messages) {}

  private final Map<SessionId, Known> entries =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Known> eldest) {
          return size() > KEPT;
        }
      };

  /// @param conversation the number that the session has now
  synchronized Optional<List<Message>> find(SessionId id, long conversation) {
    Known known = entries.get(id);
    return known == null || known.conversation() != conversation
        ? Optional.empty()
        : Optional.ofNullable(known.messages().get());
  }

  /// What is known of a conversation in which only the end has changed since.
  ///
  /// @param rewritten the number that the session had after its last change of another kind
  synchronized Beginning beginning(SessionId id, long rewritten) {
    Known known = entries.get(id);
    List<Message> messages = known == null ? null : known.messages().get();
    return known == null
            || messages == null
            || known.count() == 0
            || known.conversation() < rewritten
        ? Beginning.NOTHING
        : new Beginning(known.conversation(), known.row(), messages.subList(0, known.count()));
  }

  /// The second of the newest message, if the conversation is known.
  ///
  /// @param conversation the number that the session has now
  Optional<Long> newest(SessionId id, long conversation) {
    return find(id, conversation)
        .map(messages -> messages.isEmpty() ? Long.MIN_VALUE : messages.getLast().created());
  }

  /// Keeps what was read on one snapshot.
  synchronized void keep(SessionId id, Beginning read) {
    List<Message> messages = List.copyOf(read.messages());
    entries.put(
        id,
        new Known(read.conversation(), read.row(), messages.size(), new SoftReference<>(messages)));
  }

  /// What was known before a change, together with the messages that it put at the end.
  ///
  /// @param conversation the number after the change
  synchronized void append(SessionId id, long conversation, List<Message> stored) {
    Known known = entries.get(id);
    List<Message> before = known == null ? null : known.messages().get();
    if (known != null && before != null && known.conversation() == conversation - 1) {
      List<Message> all = new ArrayList<>(before);
      stored.forEach(message -> all.add(MessageRows.asRead(message)));
      entries.put(
          id,
          new Known(
              conversation, known.row(), known.count(), new SoftReference<>(List.copyOf(all))));
    }
  }
}
