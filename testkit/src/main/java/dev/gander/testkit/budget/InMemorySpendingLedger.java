package dev.gander.testkit.budget;

import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.budget.UsageGroup;
import dev.gander.domain.budget.UsageQuery;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.error.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A ledger in memory.
public final class InMemorySpendingLedger implements SpendingLedger {
  private final List<UsageEntry> entries = new CopyOnWriteArrayList<>();
  private volatile @Nullable String failure;

  /// From now on it cannot be read or written.
  public void fail(String why) {
    failure = why;
  }

  /// Everything that was appended, in order.
  public List<UsageEntry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void append(UsageEntry entry) {
    if (failure == null) {
      entries.add(entry);
    }
  }

  @Override
  public Spending spent(Account account) {
    requireSound();
    return entries.stream()
        .filter(entry -> entry.payer().accounts(entry.day()).contains(account))
        .map(UsageEntry::spending)
        .reduce(Spending.NONE, Spending::plus);
  }

  @Override
  public List<UsageSum> sums(UsageQuery query) {
    requireSound();
    UsageGroup group = query.group();
    Map<@Nullable String, UsageSum> sums = new HashMap<>();
    entries.stream()
        .filter(query::covers)
        .map(entry -> UsageSum.of(group.value(entry), entry))
        .forEach(sum -> sums.merge(sum.group(), sum, UsageSum::plus));
    return sums.values().stream().sorted(UsageSum.order(group)).limit(query.most()).toList();
  }

  private void requireSound() {
    @Nullable String why = failure;
    if (why != null) {
      throw new StorageException(why, null);
    }
  }
}
