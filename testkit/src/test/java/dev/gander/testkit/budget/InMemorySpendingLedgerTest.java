package dev.gander.testkit.budget;

import dev.gander.domain.budget.SpendingLedger;

class InMemorySpendingLedgerTest implements SpendingLedgerContract {
  private final InMemorySpendingLedger ledger = new InMemorySpendingLedger();

  @Override
  public SpendingLedger ledger() {
    return ledger;
  }

  @Override
  public SpendingLedger afterARestart() {
    return ledger;
  }
}
