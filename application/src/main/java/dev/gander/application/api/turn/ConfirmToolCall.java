package dev.gander.application.api.turn;

import dev.gander.application.reply.PendingConfirmations;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;

/// A user's answer to "may this tool run?". Contract: `POST /action-required/tool-confirmation`,
/// which is 200 for answers that nobody waits for, too.
public final class ConfirmToolCall {
  private static final System.Logger LOG = System.getLogger(ConfirmToolCall.class.getName());

  private final PendingConfirmations pending;

  public ConfirmToolCall(PendingConfirmations pending) {
    this.pending = pending;
  }

  /// Lets the waiting turn go on; `always` answers are remembered there. Unknown ids do nothing.
  public void confirm(SessionId session, String toolRequestId, ConfirmationAction action) {
    if (!pending.answer(session, toolRequestId, action)) {
      LOG.log(Level.INFO, "session {0}: nobody waits for an answer to {1}", session, toolRequestId);
    }
  }
}
