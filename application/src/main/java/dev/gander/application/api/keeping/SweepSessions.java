package dev.gander.application.api.keeping;

import dev.gander.application.keeping.OldRecords;
import dev.gander.application.keeping.SessionSweep;
import dev.gander.domain.keeping.Retention.Leaving;
import java.util.List;

/// Deletes the sessions, and the records of runs, deliveries and usage, that the rules do not keep,
/// or tells which they are.
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
  /// @param runs how many
  /// @param deliveries of webhooks, how many
  /// @param usageEntries how many
  public record Swept(List<Leaving> sessions, int runs, int deliveries, long usageEntries) {
    private static Swept of(List<Leaving> sessions, OldRecords.Ended ended, long usageEntries) {
      return new Swept(sessions, ended.runs(), ended.deliveries(), usageEntries);
    }
  }

  /// @param dryRun only tells them
  /// @throws dev.gander.domain.error.InvalidInput if a rule is not one
  public Swept sweep(boolean dryRun) throws InterruptedException {
    return dryRun
        ? Swept.of(sweep.plan(), records.surplusRuns(), records.surplusUsage())
        : Swept.of(sweep.run(), records.forgetRuns(), records.forgetUsage());
  }
}
