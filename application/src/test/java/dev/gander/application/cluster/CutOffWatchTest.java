package dev.gander.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.InMemoryLeaseTable;
import dev.gander.testkit.cluster.InMemorySharedEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CutOffWatchTest {
  private static final SessionId SESSION = new SessionId("20260101_1");

  private final InMemoryLeaseTable.Rows leases = new InMemoryLeaseTable.Rows();
  private final InMemorySharedEvents.Rows rows = new InMemorySharedEvents.Rows(leases);
  private final InMemorySharedEvents a = new InMemorySharedEvents(rows, "a");
  private final InMemorySharedEvents b = new InMemorySharedEvents(rows, "b");
  private final CutOffWatch watch = new CutOffWatch(b, Duration.ofSeconds(10));

  private static long begin(InMemorySharedEvents node) {
    return node.begin(SESSION, true, new RunningTurn("r", Message.user("m", 1)));
  }

  private List<Set<SessionId>> looks(int many) {
    List<Set<SessionId>> looks = new CopyOnWriteArrayList<>();
    for (int i = 0; i < many; i++) {
      looks.add(watch.look());
    }
    return looks;
  }

  @Test
  void aTurnIsCutOffWhenItsNodeWasDeadForAWholeLease() {
    begin(a);
    assertEquals(List.of(Set.of(), Set.of()), looks(2));
    leases.bury("a");

    assertEquals(List.of(Set.of(), Set.of(), Set.of(), Set.of(SESSION), Set.of()), looks(5));
  }

  @Test
  void aNodeThatOnlySeemedDeadKeepsItsTurn() {
    begin(a);
    leases.bury("a");
    looks(3);
    new InMemoryLeaseTable(leases, "a").renew(Map.of(), Duration.ofMinutes(1));
    looks(1);
    leases.bury("a");

    assertEquals(List.of(Set.of(), Set.of(), Set.of(), Set.of(SESSION)), looks(4));
  }

  @Test
  void whatIsLeftIsToldAgainButNotInEachLook() {
    begin(a);
    leases.bury("a");

    assertEquals(2, looks(150).stream().filter(found -> !found.isEmpty()).count());
  }

  @Test
  void turnsThatHaveEndedAndOnesOwnAreLeftAlone() {
    long ended = begin(a);
    begin(b);
    leases.bury("a");
    leases.bury("b");
    a.end(List.of(ended));

    assertEquals(List.of(Set.of(), Set.of(), Set.of(), Set.of()), looks(4));
  }

  @Test
  void itLooksByItself() throws InterruptedException {
    begin(a);
    leases.bury("a");
    List<SessionId> told = new CopyOnWriteArrayList<>();
    try (CutOffWatch soon = new CutOffWatch(b, Duration.ofMillis(3))) {
      soon.begin(told::add);
      Eventually.holds(() -> told.contains(SESSION));
    }
  }
}
