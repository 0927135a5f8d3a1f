package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of every [LeaseTable].
@Timeout(60)
public interface LeaseTableContract {
  SessionId ONE = new SessionId("20260101_1");
  SessionId OTHER = new SessionId("20260101_2");
  Duration LONG = Duration.ofMinutes(5);
  Duration SHORT = Duration.ofMillis(50);

  /// A node of the one cluster of this test. Without leases at first.
  LeaseTable node(String name);

  @Test
  default void aLeaseIsHeldByOneNodeUntilItIsGivenBack() {
    LeaseTable a = node("a");
    LeaseTable b = node("b");
    Fence first = a.claim(ONE, LONG).orElseThrow();

    assertEquals(Optional.empty(), b.claim(ONE, LONG));
    assertEquals(Optional.empty(), a.claim(ONE, LONG));
    assertTrue(b.claim(OTHER, LONG).isPresent());
    a.giveBack(ONE, first);
    Fence second = b.claim(ONE, LONG).orElseThrow();

    assertTrue(second.number() > first.number());
    a.giveBack(ONE, first);
    assertEquals(Optional.empty(), a.claim(ONE, LONG));
  }

  @Test
  default void aLeaseThatIsNotRenewedRunsOut() throws InterruptedException {
    LeaseTable a = node("a");
    LeaseTable b = node("b");
    Fence first = a.claim(ONE, SHORT).orElseThrow();
    List<Fence> second = new ArrayList<>();

    Eventually.holds(() -> b.claim(ONE, LONG).map(second::add).orElse(false));

    assertTrue(second.getFirst().number() > first.number());
    assertEquals(Set.of(), a.renew(Map.of(ONE, first), LONG));
    assertEquals(Set.of(ONE), b.renew(Map.of(ONE, second.getFirst()), LONG));
  }

  @Test
  default void aLeaseThatIsRenewedLasts() {
    LeaseTable a = node("a");
    LeaseTable b = node("b");
    Fence one = a.claim(ONE, Duration.ofSeconds(20)).orElseThrow();
    Fence other = a.claim(OTHER, Duration.ofSeconds(20)).orElseThrow();

    assertEquals(Set.of(ONE, OTHER), a.renew(Map.of(ONE, one, OTHER, other), LONG));

    assertEquals(Optional.empty(), b.claim(ONE, LONG));
    assertEquals(Set.of(), a.renew(Map.of(), LONG));
  }

  @Test
  default void whatRanOutIsRenewedIfNobodyTookIt() {
    LeaseTable a = node("a");
    Fence late = a.claim(ONE, Duration.ZERO).orElseThrow();

    assertEquals(Set.of(ONE), a.renew(Map.of(ONE, late), LONG));
    assertEquals(Optional.empty(), node("b").claim(ONE, LONG));
  }

  @Test
  default void aLeaseCanBeSeizedHeldOrNot() {
    LeaseTable a = node("a");
    LeaseTable b = node("b");
    Fence robbed = a.claim(ONE, LONG).orElseThrow();

    Fence seized = b.seize(ONE, LONG);
    assertTrue(seized.number() > robbed.number());
    assertTrue(b.seize(OTHER, LONG).number() > 0);

    assertEquals(Set.of(), a.renew(Map.of(ONE, robbed), LONG));
    a.giveBack(ONE, robbed);
    assertEquals(Optional.empty(), a.claim(ONE, LONG));
  }

  @Test
  default void aLeaseIsTakenFromItsNodeOnly() {
    LeaseTable a = node("a");
    LeaseTable b = node("b");
    Fence held = a.claim(ONE, LONG).orElseThrow();
    Fence late = a.claim(OTHER, Duration.ZERO).orElseThrow();

    b.takeFrom(ONE, "c");
    assertEquals(Set.of(ONE), a.renew(Map.of(ONE, held), LONG));
    b.takeFrom(ONE, "a");
    b.takeFrom(OTHER, "a");

    assertEquals(Set.of(), a.renew(Map.of(ONE, held, OTHER, late), LONG));
    Fence next = b.claim(ONE, LONG).orElseThrow();
    assertTrue(next.number() > held.number() + 1, "what the first one stores meanwhile is refused");
    b.takeFrom(ONE, "a");
    b.takeFrom(new SessionId("20260101_3"), "a");
    assertEquals(Set.of(ONE), b.renew(Map.of(ONE, next), LONG));
  }

  @Test
  default void othersAreToldThatALeaseIsBack() throws InterruptedException {
    LeaseTable a = node("a");
    LeaseTable b = node("b");
    List<SessionId> returned = new CopyOnWriteArrayList<>();
    b.onReturn(returned::add);

    Eventually.holds(
        () -> {
          a.giveBack(ONE, a.claim(ONE, LONG).orElseThrow());
          return returned.contains(ONE);
        });
  }

  @Test
  default void ofManyWhoClaimAtOnceOneGetsIt() throws Exception {
    List<LeaseTable> nodes = List.of(node("a"), node("b"), node("c"));
    List<Future<Optional<Fence>>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        LeaseTable node = nodes.get(i % 3);
        claims.add(threads.submit(() -> node.claim(ONE, LONG)));
      }
    }

    int got = 0;
    for (Future<Optional<Fence>> claim : claims) {
      got += claim.get().isPresent() ? 1 : 0;
    }
    assertEquals(1, got);
  }
}
