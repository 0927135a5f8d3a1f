package dev.gander.application.reply;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.PendingQuestions;
import dev.gander.domain.turn.PendingQuestions.Claim;
import dev.gander.domain.turn.PendingQuestions.Kind;
import dev.gander.domain.turn.PendingQuestions.Question;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.UnknownQuestion;
import java.time.Duration;
import java.util.Optional;

/// Passes a running turn's questions to the user, and the answers back. Thread-safe.
public final class UserQuestions {
  private static final Duration PATIENCE_OF_EXTENSIONS = Duration.ofMinutes(5);

  private final PendingQuestions questions;
  private final Duration patience;

  public UserQuestions(PendingQuestions questions) {
    this(questions, PATIENCE_OF_EXTENSIONS);
  }

  /// @param patience how long an extension waits for the user
  UserQuestions(PendingQuestions questions, Duration patience) {
    this.questions = questions;
    this.patience = patience;
  }

  /// Asks whether a tool may run: opens the question, shows it with `show`, and waits without limit
  /// for the first answer.
  public ConfirmationAction confirm(SessionId session, String toolRequestId, Runnable show)
      throws InterruptedException {
    try (Question question = questions.open(session, Kind.CONFIRMATION, toolRequestId)) {
      show.run();
      return switch (question.await()) {
        case QuestionAnswer.Confirmation(ConfirmationAction action) -> action;
        case QuestionAnswer other -> throw mismatch(other);
      };
    }
  }

  /// Whether a turn waits for a decision about this call.
  public boolean isConfirmationOpen(SessionId session, String toolRequestId) {
    return questions.isOpen(session, Kind.CONFIRMATION, toolRequestId);
  }

  /// Whether an extension waits for an answer to this question.
  public boolean isElicitationOpen(SessionId session, String id) {
    return questions.isOpen(session, Kind.ELICITATION, id);
  }

  /// Calls `then` once no turn waits for a decision about this call any more.
  public void onceConfirmed(SessionId session, String toolRequestId, Runnable then) {
    questions.onceSettled(session, Kind.CONFIRMATION, toolRequestId, then);
  }

  /// Calls `then` once no extension waits for an answer to this question any more.
  public void onceElicited(SessionId session, String id, Runnable then) {
    questions.onceSettled(session, Kind.ELICITATION, id, then);
  }

  /// Delivers the user's decision about a tool call.
  ///
  /// @return false if no turn waits for it
  public boolean confirmed(SessionId session, String toolRequestId, ConfirmationAction action) {
    Optional<Claim> claim = questions.claim(session, Kind.CONFIRMATION, toolRequestId);
    claim.ifPresent(it -> it.answer(new QuestionAnswer.Confirmation(action)));
    return claim.isPresent();
  }

  /// Asks an extension's question: opens it, shows it with `show`, and waits.
  ///
  /// @throws ExtensionException if there is no answer in time, or it could not be stored
  public Elicited elicit(SessionId session, String id, Runnable show) throws InterruptedException {
    try (Question question = questions.open(session, Kind.ELICITATION, id)) {
      show.run();
      return switch (question.await(patience).orElse(null)) {
        case null -> throw new ExtensionException("The user did not answer in time", null);
        case QuestionAnswer.Elicitation(Elicited reply) -> reply;
        case QuestionAnswer.Lost(String reason) ->
            throw new ExtensionException("The answer could not be stored: " + reason, null);
        case QuestionAnswer other -> throw mismatch(other);
      };
    }
  }

  /// Delivers the user's answer to an extension; `store` runs once it is certain that the extension
  /// waits, and before it receives the answer.
  ///
  /// @throws UnknownQuestion if no extension waits; `store` did not run
  void elicited(SessionId session, String id, Elicited reply, Runnable store) {
    Claim claim =
        questions.claim(session, Kind.ELICITATION, id).orElseThrow(() -> new UnknownQuestion(id));
    try {
      store.run();
    } catch (GanderException e) {
      claim.answer(new QuestionAnswer.Lost(e.text()));
      throw e;
    }
    claim.answer(new QuestionAnswer.Elicitation(reply));
  }

  private static IllegalStateException mismatch(QuestionAnswer answer) {
    return new IllegalStateException("not an answer to this question: " + answer);
  }
}
