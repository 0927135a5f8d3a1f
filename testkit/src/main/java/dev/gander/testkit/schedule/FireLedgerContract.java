package dev.gander.testkit.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.FireLedger.Claim;
import dev.gander.domain.schedule.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [FireLedger]. The ledger is empty.
public interface FireLedgerContract {
  JobId JOB = new JobId("../my job");
  Instant NINE = Instant.parse("2026-01-02T09:00:00Z");
  Instant TEN = Instant.parse("2026-01-02T10:00:00Z");

  FireLedger ledger();

  /// The same ledger, opened by another server.
  FireLedger ofAnotherServer();

  /// The id of the server of [#ledger].
  String server();

  /// The server of [#ledger] dies.
  void die();

  @Test
  default void whatADeadServerLeftOpenIsKnownUntilItIsClaimed() {
    JobId other = new JobId("other");
    ledger().claim(JOB, NINE);
    ledger().claim(other);
    ofAnotherServer().claim(new JobId("third"));
    assertEquals(Set.of(), ofAnotherServer().leftOpen());

    die();

    assertEquals(Set.of(JOB, other), ofAnotherServer().leftOpen());
    assertTrue(ledger().isHeld(JOB), "if it only seemed to be dead");
    assertFalse(ofAnotherServer().isClaimed(JOB));
    assertEquals(new Claim.Settled(), ofAnotherServer().claim(JOB, NINE));
    assertEquals(new Claim.Granted(server()), ofAnotherServer().claim(JOB, TEN));
    assertEquals(new Claim.Granted(server()), ofAnotherServer().claim(other));
    assertEquals(new Claim.Running(), ofAnotherServer().claim(other));
    assertEquals(Set.of(), ofAnotherServer().leftOpen());
    assertFalse(ledger().isHeld(JOB));
    assertTrue(ofAnotherServer().isHeld(JOB));
    assertFalse(ledger().isHeld(new JobId("unknown")));
  }

  @Test
  default void fireIsGrantedOnce() {
    assertFalse(ofAnotherServer().isSettled(JOB, NINE));
    assertEquals(new Claim.Granted(null), ledger().claim(JOB, NINE));
    assertEquals(new Claim.Settled(), ofAnotherServer().claim(JOB, NINE));
    assertTrue(ofAnotherServer().isSettled(JOB, NINE));
    assertFalse(ofAnotherServer().isSettled(JOB, TEN));

    ledger().release(JOB);

    assertEquals(new Claim.Settled(), ofAnotherServer().claim(JOB, NINE));
    assertEquals(new Claim.Settled(), ledger().claim(JOB, NINE.minusSeconds(1)));
    assertEquals(new Claim.Granted(null), ofAnotherServer().claim(JOB, TEN));
  }

  @Test
  default void fireDuringARunIsToldOnce() {
    ledger().claim(JOB, NINE);

    assertEquals(new Claim.Running(), ofAnotherServer().claim(JOB, TEN));
    assertEquals(new Claim.Settled(), ledger().claim(JOB, TEN));
  }

  @Test
  default void runByHandExcludesOthersAndSettlesNothing() {
    assertEquals(new Claim.Granted(null), ledger().claim(JOB));
    assertTrue(ofAnotherServer().isClaimed(JOB));
    assertEquals(new Claim.Running(), ofAnotherServer().claim(JOB));
    assertEquals(Map.of(), ledger().settled());

    ledger().release(JOB);

    assertFalse(ofAnotherServer().isClaimed(JOB));
    assertEquals(new Claim.Granted(null), ofAnotherServer().claim(JOB));
  }

  @Test
  default void jobsAreIndependent() {
    ledger().claim(JOB, NINE);

    assertEquals(new Claim.Granted(null), ledger().claim(new JobId("other"), NINE));
    assertEquals(Map.of(JOB, NINE, new JobId("other"), NINE), ofAnotherServer().settled());
  }

  @Test
  default void laterSettlementStays() {
    ledger().settle(Map.of(JOB, TEN));
    ledger().settle(Map.of(JOB, NINE));

    assertEquals(Map.of(JOB, TEN), ofAnotherServer().settled());
    assertEquals(new Claim.Settled(), ofAnotherServer().claim(JOB, TEN));
  }

  @Test
  default void forgottenJobBeginsAnewUnlessItRuns() {
    ledger().claim(JOB, NINE);
    ledger().forget(Set.of(JOB));
    assertEquals(new Claim.Settled(), ledger().claim(JOB, NINE));

    ledger().release(JOB);
    ledger().forget(Set.of(JOB));

    assertEquals(new Claim.Granted(null), ledger().claim(JOB, NINE));
  }

  @Test
  default void jobThatIsMadeAnewTellsWhen() {
    ledger().claim(JOB, NINE);
    ledger().release(JOB);
    assertEquals(Optional.empty(), ledger().begun(JOB));

    ledger().begin(JOB, TEN);

    assertEquals(Optional.of(TEN), ofAnotherServer().begun(JOB));
    assertEquals(new Claim.Settled(), ofAnotherServer().claim(JOB, TEN));
    ledger().forget(Set.of(JOB));
    assertEquals(Optional.empty(), ofAnotherServer().begun(JOB));
  }

  @Test
  default void whatAWrongClockSettledIsTakenBack() {
    JobId other = new JobId("other");
    ledger().begin(JOB, TEN);
    ledger().settle(Map.of(other, NINE.minusSeconds(1)));

    ledger().takeBack(NINE);

    assertEquals(Map.of(JOB, NINE, other, NINE.minusSeconds(1)), ofAnotherServer().settled());
    assertEquals(new Claim.Granted(null), ofAnotherServer().claim(JOB, NINE.plusSeconds(1)));
  }

  @Test
  default void ofManyClaimsOfAFireOneIsGranted() throws Exception {
    List<Claim> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Claim>> tasks = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        FireLedger one = i % 2 == 0 ? ledger() : ofAnotherServer();
        tasks.add(() -> one.claim(JOB, NINE));
      }
      for (Future<Claim> done : threads.invokeAll(tasks)) {
        answers.add(done.get());
      }
    }
    assertEquals(1, answers.stream().filter(Claim.Granted.class::isInstance).count());
    assertInstanceOf(Claim.Granted.class, ledger().claim(new JobId("next"), NINE));
  }
}
