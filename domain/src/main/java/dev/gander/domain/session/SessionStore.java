package dev.gander.domain.session;

import dev.gander.domain.message.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Stores sessions. Thread-safe; each method is one transaction, also against other processes that
/// use the same store, and its writes are durable when it returns. An interrupted thread gets its
/// result or [dev.gander.domain.error.StorageException], never half a write; the interrupt flag
/// stays set. Every method throws `StorageException` when the store cannot be reached.
public interface SessionStore {
  /// Creates a session without messages; see [#create(SessionDetails, Iterable)].
  default Session create(SessionDetails details) {
    return create(details, List.of());
  }

  /// Creates a session with its details and messages, all or nothing. It gets a new id `YYYYMMDD_N`
  /// (UTC date; N counts from 1 and is never reused, not even after a delete) and both times set to
  /// now. Messages keep their `created` and are returned in that order; one without an id gets one
  /// as in [ConversationStore#append]. The messages may be too many to hold in memory: they are
  /// iterated within the transaction, perhaps more than once. Exceptions of the iteration
  /// propagate, and nothing is stored.
  ///
  /// @return the session as stored
  Session create(SessionDetails details, Iterable<Message> messages);

  /// Empty for an unknown id.
  Optional<Session> find(SessionId id);

  /// Like [#find], for callers that treat an unknown id as an error.
  ///
  /// @throws SessionNotFound for an unknown id
  default Session get(SessionId id) {
    return find(id).orElseThrow(() -> new SessionNotFound(id));
  }

  /// Reads, changes and writes one session in one transaction, and sets `updatedAt` to now. The
  /// change must be quick, must not use the store, and may be called again. Unknown stored members
  /// are kept. The change survives a kill of the process at once, but a power failure only after
  /// the next message has been written: updates happen with every answer and do not wait for the
  /// disk.
  ///
  /// @return the session as it is now stored
  /// @throws SessionNotFound for an unknown id
  Session update(SessionId id, UnaryOperator<SessionDetails> change);

  /// Deletes a session with its messages.
  ///
  /// @throws SessionNotFound for an unknown id
  void delete(SessionId id);

  /// All sessions of these types, in the order of [Session#NEWEST_FIRST].
  List<Session> list(Set<SessionType> types);

  /// The places of all sessions of these types that have messages, in their order. Cheap: nothing
  /// else of a session is read.
  ///
  /// @param workingDir only those in exactly this folder; null for any
  List<SessionPlace> places(Set<SessionType> types, @Nullable String workingDir);

  /// How many bytes the messages of each session take, about; sessions without any may be missing.
  /// Reads about all messages.
  Map<SessionId, Long> sizes();

  /// The sessions with these ids, in this order; unknown ids are left out.
  List<Session> all(List<SessionId> ids);
}
