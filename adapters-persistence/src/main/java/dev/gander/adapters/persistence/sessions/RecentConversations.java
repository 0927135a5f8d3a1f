package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sqlite.SqliteDatabase.State;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Caches the most recently used conversations, so that a turn of a long one does not read all of
/// it again. An entry is valid until another program writes to the file, and may be dropped when
/// memory is short. Any thread.
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

  /// The place of the conversation in its current state, to look it up or to store it after
  /// reading.
  synchronized Place place(SessionId id) {
    return places.computeIfAbsent(id, _ -> new Place());
  }

  /// Starts a change, which invalidates what was read before. Call inside its transaction, so that
  /// no reader stores the old conversation in the new place.
  synchronized Place change(SessionId id) {
    Place fresh = new Place();
    places.put(id, fresh);
    return fresh;
  }

  /// Holds one state of a conversation, once it has been read or written.
  static final class Place {
    private record Known(State state, SoftReference<List<Message>> messages) {}

    private volatile @Nullable Known known;

    /// The conversation; null when it is unknown or the file has changed since `state`.
    @Nullable List<Message> messages(State state) {
      Known last = known;
      return last == null || !last.state().equals(state) ? null : last.messages().get();
    }

    /// @param state of the file before the messages were read
    void keep(State state, List<Message> messages) {
      known = new Known(state, new SoftReference<>(List.copyOf(messages)));
    }

    /// Stores what was known before a change together with the messages that it appended.
    void keep(State state, List<Message> before, List<Message> added) {
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
