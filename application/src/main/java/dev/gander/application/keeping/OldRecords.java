package dev.gander.application.keeping;

import dev.gander.domain.budget.EntryBounds;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.webhook.DeliveryQueue;
import java.lang.System.Logger.Level;
import java.time.Clock;

/// Removes what is recorded of the past: runs and deliveries that are over, single entries of the
/// ledger of usage.
public record OldRecords(
    KeepingSettings settings,
    RunStore runs,
    DeliveryQueue deliveries,
    SpendingLedger usage,
    Clock clock) {
  private static final System.Logger LOG = System.getLogger(OldRecords.class.getName());

  void forgetRuns() {
    settings
        .records()
        .map(age -> clock.instant().minus(age))
        .ifPresent(
            before -> {
              int gone = runs.forget(before) + deliveries.forget(before);
              LOG.log(Level.DEBUG, "{0} runs and deliveries are gone", gone);
            });
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
