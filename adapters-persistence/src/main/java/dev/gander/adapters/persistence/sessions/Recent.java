package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sqlite.SqliteDatabase.State;
import dev.gander.domain.session.SessionId;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Caches what was read of the most recently used sessions, since a turn needs it again and again.
/// An entry is valid until another program writes to the file, and may be dropped when memory is
/// short. Any thread.
///
/// @param <V> what is read of a session; immutable
final class Recent<V> {
  private static final int KEPT = 32;

  private final Map<SessionId, Place<V>> places =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Place<V>> eldest) {
          return size() > KEPT;
        }
      };

  /// Looks up what is known of a session in this state of the file, or where to keep it once it has
  /// been read. Call where a write would run: no change is under way then.
  synchronized Look<V> look(SessionId id, State state) {
    return new Look<>(places.computeIfAbsent(id, _ -> new Place<>()), state);
  }

  /// Starts a change, which invalidates what was read before. Call inside its transaction, so that
  /// nobody keeps what was read before it as what is true after it.
  synchronized void change(SessionId id) {
    places.put(id, new Place<>());
  }

  /// What is known between two changes.
  private static final class Place<V> {
    private volatile @Nullable Known<V> known;
  }

  private record Known<V>(State state, SoftReference<V> value) {}

  /// A look at a session in one state of the file.
  static final class Look<V> {
    private final Place<V> place;
    private final State state;

    private Look(Place<V> place, State state) {
      this.place = place;
      this.state = state;
    }

    /// Empty if it is unknown, or if another program may have changed it.
    Optional<V> value() {
      Known<V> last = place.known;
      return last == null || !last.state().equals(state)
          ? Optional.empty()
          : Optional.ofNullable(last.value().get());
    }

    /// Keeps what was read or written since this look.
    void keep(V value) {
      place.known = new Known<>(state, new SoftReference<>(value));
    }
  }
}
