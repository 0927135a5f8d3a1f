package dev.gander.testkit.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnLeases;
import dev.gander.domain.turn.TurnLeases.Lease;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of every [TurnLeases].
@Timeout(60)
public interface TurnLeasesContract {
  SessionId ONE = new SessionId("20260101_1");
  SessionId OTHER = new SessionId("20260101_2");
  Duration PATIENCE = Duration.ofSeconds(30);

  /// A new instance without held leases.
  TurnLeases leases();

  /// A thread that has started waiting for a lease.
  private static FutureTask<Lease> waiter(TurnLeases leases, SessionId id)
      throws InterruptedException {
    FutureTask<Lease> task = new FutureTask<>(() -> leases.acquire(id));
    Thread thread = Thread.ofPlatform().daemon().start(task);
    Eventually.holds(
        () ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING
                || task.isDone());
    return task;
  }

  private static Lease got(Future<Lease> waiter) throws Exception {
    return waiter.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static Optional<Lease> atOnce(TurnLeases leases, SessionId id)
      throws InterruptedException {
    return leases.acquire(id, Duration.ZERO);
  }

  @Test
  default void aSessionHasOneLeaseAndAnotherSessionItsOwn() throws Exception {
    TurnLeases leases = leases();

    try (Lease one = leases.acquire(ONE);
        Lease other = leases.acquire(OTHER)) {
      assertEquals(ONE, one.session());
      assertEquals(OTHER, other.session());
      assertEquals(Optional.empty(), atOnce(leases, ONE));
    }

    assertTrue(atOnce(leases, ONE).isPresent());
  }

  @Test
  default void whoWaitsGetsTheLeaseInTheOrderOfAsking() throws Exception {
    TurnLeases leases = leases();
    Lease held = leases.acquire(ONE);
    List<FutureTask<Lease>> waiters = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waiters.add(waiter(leases, ONE));
    }

    for (FutureTask<Lease> next : waiters) {
      assertTrue(waiters.stream().skip(waiters.indexOf(next)).noneMatch(Future::isDone));
      held.close();
      held = got(next);
    }
    held.close();
  }

  @Test
  default void whoDoesNotWaitDoesNotOvertake() throws Exception {
    TurnLeases leases = leases();
    Lease held = leases.acquire(ONE);
    FutureTask<Lease> waiter = waiter(leases, ONE);

    assertEquals(Optional.empty(), atOnce(leases, ONE));
    held.close();
    assertEquals(Optional.empty(), atOnce(leases, ONE));

    got(waiter).close();
    assertTrue(atOnce(leases, ONE).isPresent());
  }

  @Test
  default void patienceRunsOutAndNothingIsHeld() throws Exception {
    TurnLeases leases = leases();
    Lease held = leases.acquire(ONE);

    assertEquals(Optional.empty(), leases.acquire(ONE, Duration.ofMillis(5)));
    held.close();

    assertTrue(atOnce(leases, ONE).isPresent());
  }

  @Test
  default void patienceMayBeLonger() throws Exception {
    TurnLeases leases = leases();
    Lease held = leases.acquire(ONE);
    FutureTask<Optional<Lease>> waiter = new FutureTask<>(() -> leases.acquire(ONE, PATIENCE));
    Thread.ofVirtual().start(waiter);

    held.close();

    assertTrue(waiter.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isPresent());
  }

  @Test
  default void whoIsInterruptedHoldsNothingAndLetsTheNextOneGo() throws Exception {
    TurnLeases leases = leases();
    Lease held = leases.acquire(ONE);
    FutureTask<Lease> interrupted = new FutureTask<>(() -> leases.acquire(ONE));
    Thread thread = Thread.ofPlatform().daemon().start(interrupted);
    Eventually.holds(() -> thread.getState() != Thread.State.RUNNABLE);
    FutureTask<Lease> next = waiter(leases, ONE);

    thread.interrupt();
    ExecutionException failure = assertThrows(ExecutionException.class, () -> got(interrupted));
    held.close();

    assertInstanceOf(InterruptedException.class, failure.getCause());
    got(next).close();
  }

  @Test
  default void aThreadThatWasInterruptedBeforeAsksInVain() throws Exception {
    TurnLeases leases = leases();

    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> leases.acquire(ONE));

    assertTrue(atOnce(leases, ONE).isPresent());
  }

  @Test
  default void closingTwiceTakesNothingFromTheNext() throws Exception {
    TurnLeases leases = leases();
    Lease first = leases.acquire(ONE);
    first.close();
    Lease second = leases.acquire(ONE);

    first.close();

    assertEquals(Optional.empty(), atOnce(leases, ONE));
    second.close();
  }

  @Test
  default void anyThreadMayClose() throws Exception {
    TurnLeases leases = leases();
    Lease held = leases.acquire(ONE);

    Thread.ofVirtual().start(held::close).join();

    assertTrue(atOnce(leases, ONE).isPresent());
  }

  @Test
  default void aSeizedLeaseIsTheSeizersBeforeAllWhoWait() throws Exception {
    TurnLeases leases = leases();
    Lease robbed = leases.acquire(ONE);
    FutureTask<Lease> waiter = waiter(leases, ONE);

    Lease seized = leases.seize(ONE);
    robbed.close();

    assertEquals(Optional.empty(), atOnce(leases, ONE));
    assertTrue(!waiter.isDone());
    seized.close();
    got(waiter).close();
  }

  @Test
  default void aLeaseThatNobodyHoldsCanBeSeizedToo() throws Exception {
    TurnLeases leases = leases();

    try (Lease seized = leases.seize(ONE)) {
      assertEquals(ONE, seized.session());
      assertEquals(Optional.empty(), atOnce(leases, ONE));
    }
    assertTrue(atOnce(leases, ONE).isPresent());
  }

  @Test
  default void eachFenceIsHigherThanTheSessionsLast() throws Exception {
    TurnLeases leases = leases();
    long last = 0;

    for (int i = 0; i < 4; i++) {
      Lease acquired = leases.acquire(ONE);
      Lease seized = leases.seize(ONE);
      leases.acquire(OTHER).close();

      assertTrue(acquired.fence().number() > last);
      assertTrue(seized.fence().number() > acquired.fence().number());
      last = seized.fence().number();
      seized.close();
    }
  }

  @Test
  default void manyWhoAskAtOnceAllGetItOneAfterTheOther() throws Exception {
    TurnLeases leases = leases();
    AtomicInteger holders = new AtomicInteger();
    List<Long> fences = new CopyOnWriteArrayList<>();
    List<Future<?>> threads = new ArrayList<>();

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        threads.add(
            executor.submit(
                () -> {
                  try (Lease lease = leases.acquire(ONE)) {
                    assertEquals(1, holders.incrementAndGet());
                    fences.add(lease.fence().number());
                    assertEquals(0, holders.decrementAndGet());
                  }
                  return null;
                }));
      }
    }

    for (Future<?> thread : threads) {
      thread.get();
    }
    assertEquals(50, fences.size());
    assertEquals(fences.stream().sorted().toList(), fences);
  }
}
