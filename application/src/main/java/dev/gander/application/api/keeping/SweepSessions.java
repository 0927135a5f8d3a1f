package dev.gander.application.api.keeping;

import dev.gander.application.keeping.OldRecords;
import dev.gander.application.keeping.SessionSweep;
import dev.gander.domain.keeping.Retention.Leaving;
import java.util.List;

/// Deletes the sessions and the entries of usage that the rules do not keep, or tells which they
/// are.
public final class SweepSessions {
  private final SessionSweep sweep;
  private final OldRecords records;

  public SweepSessions(SessionSweep sweep, OldRecords records) {
    this.sweep = sweep;
    this.records = records;
  }

  /// What is gone, or would be.
  ///
  /// @param sessions the oldest first
  public record Swept(List<Leaving> sessions, long usageEntries) {}

  /// @param dryRun only tells them
  /// @throws dev.gander.domain.error.InvalidInput if a rule is not one
  public Swept sweep(boolean dryRun) throws InterruptedException {
    return dryRun
        ? new Swept(sweep.plan(), records.surplusUsage())
        : new Swept(sweep.run(), records.forgetUsage());
  }
}
