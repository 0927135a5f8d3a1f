package dev.gander.application.api.approval;

import dev.gander.application.approval.Approvals;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.permission.ConfirmationAction;

/// Answers a question, wherever it was asked. The first answer counts. A turn whose server ended
/// meanwhile goes on.
public final class AnswerApproval {
  private final Approvals approvals;

  public AnswerApproval(Approvals approvals) {
    this.approvals = approvals;
  }

  /// Decides about a call.
  ///
  /// @throws dev.gander.domain.turn.UnknownQuestion if there never was a question with this id
  /// @throws dev.gander.domain.error.Conflict if somebody was faster
  /// @throws dev.gander.domain.error.InvalidInput if it is not about a call
  public void confirm(String id, ConfirmationAction action) {
    approvals.confirm(id, action);
  }

  /// Replies to an extension.
  ///
  /// @throws dev.gander.domain.turn.UnknownQuestion if there never was a question with this id
  /// @throws dev.gander.domain.error.Conflict if somebody was faster
  /// @throws dev.gander.domain.error.InvalidInput if it is about a call
  public void reply(String id, Elicited reply) throws InterruptedException {
    approvals.reply(id, reply);
  }
}
