package dev.gander.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnLeases;
import dev.gander.domain.turn.TurnLeases.Lease;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.InMemoryLeaseTable;
import dev.gander.testkit.turn.TurnLeasesContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedTurnLeasesTest implements TurnLeasesContract {
  private static final Duration TIME = Duration.ofSeconds(10);

  private final InMemoryLeaseTable.Rows rows = new InMemoryLeaseTable.Rows();
  private final List<SharedTurnLeases> nodes = new ArrayList<>();

  @Override
  public TurnLeases leases() {
    return node("a", TIME);
  }

  private SharedTurnLeases node(String name, Duration time) {
    SharedTurnLeases leases = new SharedTurnLeases(new InMemoryLeaseTable(rows, name), time);
    nodes.add(leases);
    return leases;
  }

  @AfterEach
  void end() {
    nodes.forEach(SharedTurnLeases::close);
  }

  @Test
  void whoWaitsOnAnotherNodeGetsTheLeaseWhenItIsBack() throws Exception {
    Lease held = node("a", TIME).acquire(ONE);
    TurnLeases b = node("b", TIME);
    assertEquals(Optional.empty(), b.acquire(ONE, Duration.ZERO));
    FutureTask<Lease> waiting = new FutureTask<>(() -> b.acquire(ONE));
    Thread.ofVirtual().start(waiting);

    held.close();

    Lease next = waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertTrue(next.fence().number() > held.fence().number());
  }

  @Test
  void aHolderLearnsThatAnotherNodeHasTakenItsLease() throws Exception {
    Lease robbed = node("a", Duration.ofMillis(30)).acquire(ONE);
    CountDownLatch lost = new CountDownLatch(1);
    robbed.onLoss(lost::countDown);

    Lease seized = node("b", TIME).seize(ONE);

    assertTrue(lost.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    robbed.close();
    assertEquals(Optional.empty(), node("c", TIME).acquire(ONE, Duration.ZERO));
    CountDownLatch late = new CountDownLatch(1);
    robbed.onLoss(late::countDown);
    assertEquals(0, late.getCount());
    seized.close();
  }

  @Test
  void aLeaseIsRenewedAgainAndAgainBeforeItRunsOut() throws Exception {
    TimelessTable table = new TimelessTable(new InMemoryLeaseTable(rows, "a"));
    Duration time = Duration.ofMillis(60);
    SharedTurnLeases a = new SharedTurnLeases(table, time);
    nodes.add(a);
    Lease held = a.acquire(ONE);
    TurnLeases b = node("b", TIME);

    Eventually.holds(() -> table.renewalsWithin(time) >= 3);
    assertEquals(Set.of(time), Set.copyOf(table.times));
    assertEquals(Optional.empty(), b.acquire(ONE, Duration.ZERO));
    held.close();

    Eventually.holds(() -> b.acquire(ONE, Duration.ZERO).isPresent());
  }

  /// Nothing runs out in it, however long the machine stands still. Notes how the lease of [#ONE]
  /// is renewed.
  private static final class TimelessTable implements LeaseTable {
    private final LeaseTable table;
    final List<Duration> times = new CopyOnWriteArrayList<>();
    private final List<Long> renewals = new CopyOnWriteArrayList<>();

    TimelessTable(LeaseTable table) {
      this.table = table;
    }

    /// How many came that soon after the one before.
    long renewalsWithin(Duration time) {
      List<Long> all = List.copyOf(renewals);
      return IntStream.range(1, all.size())
          .filter(i -> all.get(i) - all.get(i - 1) < time.toNanos())
          .count();
    }

    @Override
    public Optional<Fence> claim(SessionId session, Duration time) {
      times.add(time);
      return table.claim(session, PATIENCE);
    }

    @Override
    public Fence seize(SessionId session, Duration time) {
      return table.seize(session, PATIENCE);
    }

    @Override
    public Set<SessionId> renew(Map<SessionId, Fence> held, Duration time) {
      if (held.containsKey(ONE)) {
        times.add(time);
        renewals.add(System.nanoTime());
      }
      return table.renew(held, PATIENCE);
    }

    @Override
    public void giveBack(SessionId session, Fence fence) {
      table.giveBack(session, fence);
    }

    @Override
    public void onReturn(Consumer<SessionId> then) {
      table.onReturn(then);
    }
  }

  @Test
  void whatATurnStillHoldsWhenItsNodeEndsIsFreeAtOnce() throws Exception {
    SharedTurnLeases a = node("a", TIME);
    Lease held = a.acquire(ONE);
    a.close();

    Lease next = node("b", TIME).acquire(ONE, Duration.ZERO).orElseThrow();

    assertTrue(next.fence().number() > held.fence().number());
    held.close();
    assertFalse(node("c", TIME).acquire(ONE, Duration.ZERO).isPresent());
  }
}
