package dev.gander.application.api.turn;

import dev.gander.application.access.Sight;
import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;

/// Delivers a user's answer to "may this tool run?".
public final class ConfirmToolCall {
  private static final System.Logger LOG = System.getLogger(ConfirmToolCall.class.getName());

  private final UserQuestions questions;
  private final Sight sight;

  public ConfirmToolCall(UserQuestions questions, Sight sight) {
    this.questions = questions;
    this.sight = sight;
  }

  /// Whether a turn waits for the answer.
  public boolean isAwaited(SessionId session, String toolRequestId) {
    return sight.sees(session) && questions.isConfirmationOpen(session, toolRequestId);
  }

  /// Calls `then`, which must be quick, once no turn waits for the answer any more.
  public void onceSettled(SessionId session, String toolRequestId, Runnable then) {
    if (sight.sees(session)) {
      questions.onceConfirmed(session, toolRequestId, then);
    } else {
      then.run();
    }
  }

  /// Lets the waiting turn continue; the turn remembers `always` answers. Does nothing if no turn
  /// waits for the answer.
  public void confirm(SessionId session, String toolRequestId, ConfirmationAction action) {
    if (sight.sees(session) && !questions.confirmed(session, toolRequestId, action)) {
      LOG.log(Level.INFO, "session {0}: nobody waits for an answer to {1}", session, toolRequestId);
    }
  }
}
