package dev.gander.domain.cluster;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.PendingQuestions.Kind;
import dev.gander.domain.turn.QuestionAnswer;
import java.util.Optional;
import java.util.function.Consumer;

/// The questions for which turns wait on any node. Thread-safe; each node has its own instance.
/// Every method throws [dev.gander.domain.error.StorageException] if the database cannot be
/// reached.
public interface SharedQuestions {
  /// Which question.
  record QuestionKey(SessionId session, Kind kind, String id) {}

  /// Where a question stands.
  enum Standing {
    /// Nobody has the right to answer it, or the node that had it is dead.
    OPEN,
    CLAIMED,
    /// And not heard.
    ANSWERED,
    /// Withdrawn, answered and heard, or never asked.
    GONE
  }

  /// Opens a question of this node. One with the same key does not exist any more.
  ///
  /// @return its number among all questions
  long open(QuestionKey key);

  /// Where the newest question with this key stands. One whose node is dead is gone.
  Standing standing(QuestionKey key);

  /// Takes the right to answer an open question for as long as this node lives; atomic among all
  /// nodes.
  ///
  /// @return its number; empty if no such question is open
  Optional<Long> claim(QuestionKey key);

  /// Answers a question that was claimed; does nothing if it was withdrawn or answered, or if this
  /// node was taken for dead and another one has claimed it since.
  void answer(long question, QuestionAnswer answer);

  /// The answer to a question, if there is one.
  Optional<QuestionAnswer> heard(long question);

  /// Withdraws a question, or takes note that its answer was heard. Does nothing if it is gone.
  void close(long question);

  /// Has `then` called soon after something became of a question of a session on any node; on a
  /// thread of the questions. It must be quick. Without a session if anything may have happened.
  void onChange(Consumer<Optional<SessionId>> then);
}
