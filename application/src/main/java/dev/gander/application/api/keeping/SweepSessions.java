package dev.gander.application.api.keeping;

import dev.gander.application.keeping.SessionSweep;
import dev.gander.domain.keeping.Retention.Leaving;
import java.util.List;

/// Deletes the sessions that the rules do not keep, or tells which they are.
public final class SweepSessions {
  private final SessionSweep sweep;

  public SweepSessions(SessionSweep sweep) {
    this.sweep = sweep;
  }

  /// @param dryRun only tells them
  /// @return those that are gone, or would be; the oldest first
  /// @throws dev.gander.domain.error.InvalidInput if a rule is not one
  public List<Leaving> sweep(boolean dryRun) throws InterruptedException {
    return dryRun ? sweep.plan() : sweep.run();
  }
}
