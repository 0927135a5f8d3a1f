package dev.gander.testkit.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.schedule.FireLedger;
import org.junit.jupiter.api.Test;

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

  @Test
  void claimOfADeadServerIsTakenOver() {
    ledger.claim(JOB, NINE);
    ledger.die();

    assertFalse(other.isClaimed(JOB));
    assertEquals(new FireLedger.Claim.Granted(true), other.claim(JOB, TEN));
  }
}
