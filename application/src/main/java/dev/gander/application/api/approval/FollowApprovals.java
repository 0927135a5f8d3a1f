package dev.gander.application.api.approval;

import dev.gander.application.approval.Approvals;

/// Tells of the questions of all sessions as they come and go.
public final class FollowApprovals {
  private final Approvals approvals;

  public FollowApprovals(Approvals approvals) {
    this.approvals = approvals;
  }

  /// Begins with what is open.
  public ApprovalFeed follow() {
    return new ApprovalFeed(approvals);
  }
}
