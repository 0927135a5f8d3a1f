package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Conversations that were read or written last, so that a turn of a long one need not read all of
/// it again. Each is good as long as nobody else has written to the file, and as long as memory
/// suffices. Any thread.
final class RecentConversations {
  private static final int KEPT = 32;

  private final Map<SessionId, Place> places =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Place> eldest) {
          return size() > KEPT;
        }
      };

  /// Where the conversation as it is now can be found, or left by who has read it.
  synchronized Place place(SessionId id) {
    return places.computeIfAbsent(id, _ -> new Place());
  }

  /// A change begins: what was read before has no place any more. To be called inside its
  /// transaction, so that no reader takes the new place for the old conversation.
  synchronized Place change(SessionId id) {
    Place fresh = new Place();
    places.put(id, fresh);
    return fresh;
  }

  /// Holds one state of a conversation, once somebody knows it.
  static final class Place {
    private record Known(SessionDatabase.State state, SoftReference<List<Message>> messages) {}

    private volatile @Nullable Known known;

    /// The conversation; null when it is not known or the file has changed since `state`.
    @Nullable List<Message> messages(SessionDatabase.State state) {
      Known last = known;
      return last == null || !last.state().equals(state) ? null : last.messages().get();
    }

    /// @param state the file's before the messages were read
    void keep(SessionDatabase.State state, List<Message> messages) {
      known = new Known(state, new SoftReference<>(List.copyOf(messages)));
    }

    /// Goes on with what was known before a change that added messages at the end.
    void keep(SessionDatabase.State state, List<Message> before, List<Message> added) {
      if (!before.isEmpty()
          && !added.isEmpty()
          && before.getLast().created() > added.getFirst().created()) {
        return;
      }
      List<Message> all = new ArrayList<>(before.size() + added.size());
      all.addAll(before);
      all.addAll(added);
      keep(state, all);
    }
  }
}
