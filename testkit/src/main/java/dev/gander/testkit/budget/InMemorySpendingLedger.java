package dev.gander.testkit.budget;

import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.EntryBounds;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.budget.UsageGroup;
import dev.gander.domain.budget.UsageQuery;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.error.StorageException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A ledger in memory.
public final class InMemorySpendingLedger implements SpendingLedger {
  private final List<UsageEntry> entries = new CopyOnWriteArrayList<>();

  /// Those that were removed as single entries, but not from the sums.
  private final Set<UsageEntry> forgotten =
      Collections.newSetFromMap(Collections.synchronizedMap(new IdentityHashMap<>()));

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

  @Override
  public long surplus(EntryBounds bounds) {
    return leaving(bounds).size();
  }

  @Override
  public long forget(EntryBounds bounds) {
    List<UsageEntry> leaving = leaving(bounds);
    forgotten.addAll(leaving);
    return leaving.size();
  }

  private List<UsageEntry> leaving(EntryBounds bounds) {
    requireSound();
    List<UsageEntry> single = entries.stream().filter(it -> !forgotten.contains(it)).toList();
    Instant since = bounds.since();
    Long most = bounds.most();
    long surplus = most == null ? 0 : single.size() - most;
    return IntStream.range(0, single.size())
        .filter(i -> i < surplus || (since != null && single.get(i).at().isBefore(since)))
        .mapToObj(single::get)
        .toList();
  }

  private void requireSound() {
    @Nullable String why = failure;
    if (why != null) {
      throw new StorageException(why, null);
    }
  }
}
