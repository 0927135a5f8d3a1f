package dev.gander.domain.turn;

import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/// Questions from running turns to the user, until they are answered. A question belongs to one
/// session and cannot be answered in another. Thread-safe.
public interface PendingQuestions {
  /// The kind of question. Ids of different kinds are independent.
  enum Kind {
    /// May this tool run? The id is that of the tool request.
    CONFIRMATION,
    /// An extension needs information from the user.
    ELICITATION
  }

  /// Opens a question. An open question with the same id can no longer be answered.
  Question open(SessionId session, Kind kind, String id);

  /// Whether the question can still be answered.
  boolean isOpen(SessionId session, Kind kind, String id);

  /// Calls `then` once the question can no longer be answered, because somebody has claimed it or
  /// it was withdrawn; at once if it is not open. It may be called on any thread, must be quick,
  /// and must not throw.
  void onceSettled(SessionId session, Kind kind, String id, Runnable then);

  /// Claims an open question, so that nobody else can answer it; atomic among concurrent callers.
  ///
  /// @return empty if no such question is open
  Optional<Claim> claim(SessionId session, Kind kind, String id);

  /// An open question, held by the turn that asks it.
  interface Question extends AutoCloseable {
    /// Waits without limit.
    QuestionAnswer await() throws InterruptedException;

    /// Waits for the answer, at most for `patience`.
    ///
    /// @return empty if there is no answer by then; the question stays open until it is closed
    Optional<QuestionAnswer> await(Duration patience) throws InterruptedException;

    /// Withdraws the question. Does nothing if it was answered.
    @Override
    void close();
  }

  /// The exclusive right to answer a question, to be used once.
  interface Claim {
    void answer(QuestionAnswer answer);
  }
}
