package dev.gander.domain.turn;

import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/// Questions of running turns to the user, until they are answered. A question belongs to one
/// session: an answer given in another finds nothing. Any thread.
public interface PendingQuestions {
  /// What is asked. Ids of different kinds never meet.
  enum Kind {
    /// May this tool run? The id is that of the tool request.
    CONFIRMATION,
    /// An extension wants to know something.
    ELICITATION
  }

  /// Opens a question. A question that was open under the same id can no longer be answered.
  Question open(SessionId session, Kind kind, String id);

  /// Takes an open question, so that nobody else can answer it: atomic among all that try.
  ///
  /// @return empty if no such question is open
  Optional<Claim> claim(SessionId session, Kind kind, String id);

  /// An open question, held by whoever asked.
  interface Question extends AutoCloseable {
    /// Waits without limit.
    QuestionAnswer await() throws InterruptedException;

    /// Waits for the answer, at most for `patience`.
    ///
    /// @return empty if nobody has answered by then; the question stays open until it is closed
    Optional<QuestionAnswer> await(Duration patience) throws InterruptedException;

    /// Withdraws the question. Nothing happens if it was answered.
    @Override
    void close();
  }

  /// The sole right to answer a question, to be used once.
  interface Claim {
    void answer(QuestionAnswer answer);
  }
}
