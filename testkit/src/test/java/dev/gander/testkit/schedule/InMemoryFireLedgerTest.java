package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.FireLedger;

class InMemoryFireLedgerTest implements FireLedgerContract {
  private final InMemoryFireLedger ledger = new InMemoryFireLedger();
  private final InMemoryFireLedger other = ledger.ofAnotherServer();

  @Override
  public FireLedger ledger() {
    return ledger;
  }

  @Override
  public FireLedger ofAnotherServer() {
    return other;
  }

  @Override
  public String server() {
    return ledger.server();
  }

  @Override
  public void die() {
    ledger.die();
  }
}
