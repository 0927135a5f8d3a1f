package dev.gander.domain.turn;

import dev.gander.domain.session.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions of all sessions that wait for an answer, and answers that have not had their
/// effect yet. Thread-safe. The session need not exist.
///
/// Of servers that share a store, each sees its own questions and those that dead ones have left.
public interface QuestionStore {
  /// Whether questions outlive this process.
  boolean isLasting();

  /// Keeps a question, which is then the one with this id. Survives a kill of the process when this
  /// returns, if the store is lasting.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored
  void keep(AskedQuestion question);

  /// Answers an open question; atomic among concurrent callers.
  ///
  /// @return false if it is unknown or answered already
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored
  boolean answer(String id, QuestionAnswer answer);

  /// A question by its id, open or not; empty for an unknown id.
  Optional<AskedQuestion> find(String id);

  /// The open questions of all sessions, the oldest first, and by id among those of one moment.
  ///
  /// @param after the place of the last one that the caller has seen, which need not be open any
  ///   more; null to begin
  /// @param most how many
  List<AskedQuestion> open(@Nullable QuestionPlace after, int most);

  /// The questions of a session, open or not, in the order of [#open].
  List<AskedQuestion> of(SessionId session);

  /// The sessions that have questions, open or not, in any order.
  List<SessionId> sessions();

  /// Drops questions; does nothing about unknown ids.
  ///
  /// @throws dev.gander.domain.error.StorageException if that cannot be stored
  void remove(Collection<String> ids);
}
