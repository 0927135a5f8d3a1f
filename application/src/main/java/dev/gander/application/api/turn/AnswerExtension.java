package dev.gander.application.api.turn;

import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.session.SessionId;

/// The questions of extensions to the user. They are answered by a message: see [StartTurn].
public final class AnswerExtension {
  private final UserQuestions questions;

  public AnswerExtension(UserQuestions questions) {
    this.questions = questions;
  }

  /// Whether an extension waits for the answer.
  public boolean isAwaited(SessionId session, String id) {
    return questions.isElicitationOpen(session, id);
  }

  /// Calls `then`, which must be quick, once no extension waits for the answer any more.
  public void onceSettled(SessionId session, String id, Runnable then) {
    questions.onceElicited(session, id, then);
  }
}
