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
/// again. An entry counts as long as the session still has the number that it was read with. Any
/// thread.
final class RecentMessages {
  private static final int KEPT = 32;

  private record Known(long conversation, SoftReference<List<Message>> messages) {}

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

  /// The second of the newest message, if the conversation is known.
  ///
  /// @param conversation the number that the session has now
  Optional<Long> newest(SessionId id, long conversation) {
    return find(id, conversation)
        .map(messages -> messages.isEmpty() ? Long.MIN_VALUE : messages.getLast().created());
  }

  /// @param conversation the number that the session had before the messages were read
  synchronized void keep(SessionId id, long conversation, List<Message> messages) {
    entries.put(id, new Known(conversation, new SoftReference<>(List.copyOf(messages))));
  }

  /// What was known before a change, together with the messages that it put at the end.
  ///
  /// @param conversation the number after the change
  synchronized void append(SessionId id, long conversation, List<Message> stored) {
    find(id, conversation - 1)
        .ifPresent(
            before -> {
              List<Message> all = new ArrayList<>(before);
              stored.forEach(message -> all.add(MessageRows.asRead(message)));
              keep(id, conversation, all);
            });
  }
}
