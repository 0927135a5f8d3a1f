package dev.gander.application.keeping;

import dev.gander.domain.budget.EntryBounds;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.webhook.DeliveryQueue;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Removes what is recorded of the past: runs and deliveries that are over, single entries of the
/// ledger of usage.
public record OldRecords(
    KeepingSettings settings,
    RunStore runs,
    DeliveryQueue deliveries,
    SpendingLedger usage,
    Clock clock) {
  private static final System.Logger LOG = System.getLogger(OldRecords.class.getName());

  /// How many there are of runs and of deliveries.
  public record Ended(int runs, int deliveries) {
    private static final Ended NONE = new Ended(0, 0);
  }

  /// How many runs and deliveries would be removed now.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the rule is not one
  public Ended surplusRuns() {
    return oldest()
        .map(before -> new Ended(runs.surplus(before), deliveries.surplus(before)))
        .orElse(Ended.NONE);
  }

  /// Removes them.
  ///
  /// @return how many
  /// @throws dev.gander.domain.error.InvalidInput if the rule is not one
  public Ended forgetRuns() {
    Ended gone =
        oldest()
            .map(before -> new Ended(runs.forget(before), deliveries.forget(before)))
            .orElse(Ended.NONE);
    LOG.log(Level.DEBUG, "{0} runs and {1} deliveries are gone", gone.runs(), gone.deliveries());
    return gone;
  }

  private Optional<Instant> oldest() {
    return settings.records().map(age -> clock.instant().minus(age));
  }

  /// How many entries of usage would be removed now.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if a rule is not one
  public long surplusUsage() {
    EntryBounds bounds = settings.usage(clock.instant());
    return bounds.isNone() ? 0 : usage.surplus(bounds);
  }

  /// Removes them.
  ///
  /// @return how many
  /// @throws dev.gander.domain.error.InvalidInput if a rule is not one
  public long forgetUsage() {
    EntryBounds bounds = settings.usage(clock.instant());
    long gone = bounds.isNone() ? 0 : usage.forget(bounds);
    LOG.log(Level.DEBUG, "{0} entries of usage are gone", gone);
    return gone;
  }
}
