package dev.gander.application.api.budget;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.budget.UsageGroup;
import dev.gander.domain.budget.UsageQuery;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.error.InvalidInput;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells what was used: an administrator all of it, anyone else what belongs to the own key.
public final class ReportUsage {
  public static final int MOST = 1_000;

  private final SpendingLedger ledger;

  public ReportUsage(SpendingLedger ledger) {
    this.ledger = ledger;
  }

  /// @param from the first day; null for the oldest
  /// @param to the last day; null for today
  /// @param most how many groups, at most [#MOST]
  /// @throws InvalidInput if the last day is before the first
  public List<UsageSum> report(
      Caller caller,
      UsageGroup group,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      long most) {
    if (from != null && to != null && to.isBefore(from)) {
      throw new InvalidInput("to must not be before from");
    }
    KeyId own = caller.seesAll() ? null : caller.key();
    return ledger.sums(new UsageQuery(group, from, to, own, Math.clamp(most, 0, MOST)));
  }
}
