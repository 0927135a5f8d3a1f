package dev.gander.domain.session;

import dev.gander.domain.error.Conflict;

/// The writer has lost the right to run the session's turn to another; nothing was written.
public final class StaleFence extends Conflict {
  private static final long serialVersionUID = 1;
  private final transient SessionId session;
  private final transient Fence fence;

  public StaleFence(SessionId session, Fence fence) {
    super("Another turn has taken over session " + session);
    this.session = session;
    this.fence = fence;
  }

  public SessionId session() {
    return session;
  }

  /// The number that was rejected.
  public Fence fence() {
    return fence;
  }
}
