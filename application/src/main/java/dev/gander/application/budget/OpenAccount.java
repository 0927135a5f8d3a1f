package dev.gander.application.budget;

import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.Budget;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.Spending;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/// An account that has a budget, while this server runs. Guarded by the lock of [Accounts].
final class OpenAccount {
  private final Account account;
  private final Set<Measure> told = EnumSet.noneOf(Measure.class);
  private final Set<Budget> refused = new HashSet<>();
  private Spending used;
  private Spending reserved = Spending.NONE;

  OpenAccount(Account account, Spending used) {
    this.account = account;
    this.used = used;
  }

  Account account() {
    return account;
  }

  Spending used() {
    return used;
  }

  /// With what requests under way will at least spend.
  Spending usedAndReserved() {
    return used.plus(reserved);
  }

  void reserve(Spending more) {
    reserved = reserved.plus(more);
  }

  void settle(Spending before, Spending spent) {
    reserved = reserved.minus(before);
    used = used.plus(spent);
  }

  boolean isIdle() {
    return reserved.equals(Spending.NONE);
  }

  /// Whether this is the first request that a budget refuses.
  boolean isFirstRefusal(Budget budget) {
    return refused.add(budget);
  }

  /// Whether a budget is nearly spent and nobody has been told.
  boolean isNews(Budget budget) {
    return budget.isNearlySpent(used) && told.add(budget.measure());
  }
}
