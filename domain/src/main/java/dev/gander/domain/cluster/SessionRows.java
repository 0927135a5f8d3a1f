package dev.gander.domain.cluster;

import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sessions of a store as they are stored, for moving them to a store of another kind while no
/// server uses either. Threading, interruption and failures are as in
/// [dev.gander.domain.session.SessionStore]; each method is one transaction.
public interface SessionRows {
  /// All of them.
  List<SessionId> ids();

  /// Empty for an unknown id. NUL in a text reads as U+FFFD, which is what every store can keep.
  Optional<StoredSession> find(SessionId id);

  /// Stores a session as it is, in place of one with its id.
  void put(StoredSession session);

  /// The highest number that was given on each day (`20260304`), also to sessions that are gone.
  Map<String, Long> numbers();

  /// Sees to it that no number of a day is given again, up to this one. Never lowers any.
  void retire(Map<String, Long> numbers);
}
