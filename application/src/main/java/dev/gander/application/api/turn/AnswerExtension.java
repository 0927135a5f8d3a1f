package dev.gander.application.api.turn;

import dev.gander.application.access.Sight;
import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.session.SessionId;

/// The questions of extensions to the user. They are answered by a message: see [StartTurn].
public final class AnswerExtension {
  private final UserQuestions questions;
  private final Sight sight;

  public AnswerExtension(UserQuestions questions, Sight sight) {
    this.questions = questions;
    this.sight = sight;
  }

  /// Whether an extension waits for the answer.
  public boolean isAwaited(SessionId session, String id) {
    return sight.sees(session) && questions.isElicitationOpen(session, id);
  }

  /// Calls `then`, which must be quick, once no extension waits for the answer any more.
  public void onceSettled(SessionId session, String id, Runnable then) {
    if (sight.sees(session)) {
      questions.onceElicited(session, id, then);
    } else {
      then.run();
    }
  }
}
