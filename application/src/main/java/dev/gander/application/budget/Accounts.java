package dev.gander.application.budget;

import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.Budget;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.budget.Standing;
import dev.gander.domain.error.StorageException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What accounts with a budget have used. Read from the ledger when an account is first needed, and
/// counted along from then on. One lock guards all of them, so that a request is checked against
/// all its budgets and reserved in all its accounts in one step: two requests at the same time
/// never spend the same rest.
final class Accounts {
  private static final int MOST = 10_000;

  private final SpendingLedger ledger;
  private final LocalDate started;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Account, OpenAccount> open = new LinkedHashMap<>(16, 0.75f, true);

  /// @param started what was used on later days is known without the ledger
  Accounts(SpendingLedger ledger, LocalDate started) {
    this.ledger = ledger;
    this.started = started;
  }

  /// An account and its budgets.
  record Line(OpenAccount account, List<Budget> budgets) {
    static Line of(OpenAccount account, SpendingLimits limits) {
      return new Line(account, limits.of(account.account()));
    }
  }

  /// @throws StorageException if nobody knows what the account has used
  Line line(Account account, SpendingLimits limits) {
    return Line.of(known(account).orElseGet(() -> read(account)), limits);
  }

  private Optional<OpenAccount> known(Account account) {
    lock.lock();
    try {
      return Optional.ofNullable(open.get(account));
    } finally {
      lock.unlock();
    }
  }

  /// Reads without the lock. Of several threads that do so, the first one counts.
  private OpenAccount read(Account account) {
    OpenAccount found = new OpenAccount(account, spent(account));
    lock.lock();
    try {
      @Nullable OpenAccount first = open.putIfAbsent(account, found);
      dropIdle();
      return first == null ? found : first;
    } finally {
      lock.unlock();
    }
  }

  private Spending spent(Account account) {
    try {
      return ledger.spent(account);
    } catch (StorageException e) {
      LocalDate day = account.day();
      if (day != null && day.isAfter(started)) {
        return Spending.NONE;
      }
      throw e;
    }
  }

  private void dropIdle() {
    Iterator<OpenAccount> oldest = open.values().iterator();
    while (open.size() > MOST && oldest.hasNext()) {
      if (oldest.next().isIdle()) {
        oldest.remove();
      }
    }
  }

  /// Reserves what a request will at least spend, if all budgets allow it.
  ///
  /// @param most what it might spend, which must be left
  Optional<Standing> reserve(List<Line> lines, Spending more, Spending most) {
    lock.lock();
    try {
      for (Line line : lines) {
        Spending used = line.account().usedAndReserved();
        for (Budget budget : line.budgets()) {
          if (!budget.allows(used, most)) {
            return Optional.of(new Standing(budget, used));
          }
        }
      }
      lines.forEach(line -> line.account().reserve(more));
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a budget has refused nothing before.
  boolean isFirstRefusal(List<Line> lines, Budget budget) {
    lock.lock();
    try {
      return lines.stream()
          .filter(line -> line.account().account().equals(budget.account()))
          .anyMatch(line -> line.account().isFirstRefusal(budget));
    } finally {
      lock.unlock();
    }
  }

  /// Replaces what was reserved by what was spent.
  ///
  /// @return the budgets that are now nearly spent
  List<Standing> settle(List<Line> lines, Spending reserved, Spending spent) {
    List<Standing> news = new ArrayList<>();
    lock.lock();
    try {
      for (Line line : lines) {
        OpenAccount account = line.account();
        account.settle(reserved, spent);
        for (Budget budget : line.budgets()) {
          if (account.isNews(budget)) {
            news.add(new Standing(budget, account.used()));
          }
        }
      }
    } finally {
      lock.unlock();
    }
    return news;
  }

  /// Spends tool calls as far as there are any.
  ///
  /// @return the budget that is short if not all of them may run
  Optional<Standing> spendToolCalls(List<Line> lines, long calls) {
    lock.lock();
    try {
      Optional<Standing> least = leastToolCalls(lines);
      lines.forEach(line -> line.account().settle(Spending.NONE, Spending.ofToolCalls(calls)));
      return least.filter(it -> it.left() < calls);
    } finally {
      lock.unlock();
    }
  }

  private static Optional<Standing> leastToolCalls(List<Line> lines) {
    @Nullable Standing least = null;
    for (Line line : lines) {
      Spending used = line.account().used();
      for (Budget budget : line.budgets()) {
        boolean isLess = least == null || budget.left(used) < least.left();
        if (budget.measure() == Measure.TOOL_CALLS && isLess) {
          least = new Standing(budget, used);
        }
      }
    }
    return Optional.ofNullable(least);
  }

  /// What the accounts have used now.
  List<Standing> state(List<Line> lines) {
    lock.lock();
    try {
      return lines.stream()
          .flatMap(
              line ->
                  line.budgets().stream()
                      .map(budget -> new Standing(budget, line.account().used())))
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
