package dev.gander.application.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.turn.OtherNodes;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionBusy;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.InMemoryLeaseTable;
import dev.gander.testkit.cluster.InMemoryNodeMail;
import dev.gander.testkit.cluster.InMemorySharedEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TurnsOfOtherNodesTest {
  private static final SessionId SESSION = new SessionId("20260101_1");
  private static final Message SAID = Message.user("m", 1, new Content.Text("hi"));

  private final InMemoryLeaseTable.Rows leases = new InMemoryLeaseTable.Rows();
  private final InMemorySharedEvents.Rows rows = new InMemorySharedEvents.Rows(leases);
  private final InMemoryNodeMail.Boxes boxes = new InMemoryNodeMail.Boxes(leases);
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final TurnsOfOtherNodes a = node("a");
  private final TurnsOfOtherNodes b = node("b");

  private TurnsOfOtherNodes node(String name) {
    InMemoryNodeMail mail = new InMemoryNodeMail(boxes, name);
    TurnsOfOtherNodes node =
        new TurnsOfOtherNodes(
            events(name),
            new InMemoryLeaseTable(leases, name),
            mail,
            new Postman(mail),
            new CutOffWatch(events(name), Duration.ofSeconds(10)),
            name,
            TurnPlaces.NONE);
    node.receive(
        new OtherNodes.Receiver() {
          @Override
          public void cancel(SessionId session, String requestId, Interruption cause) {
            received.add(name + " cancel " + requestId + " " + cause);
          }

          @Override
          public void interject(SessionId session, String requestId, Message message) {
            received.add(name + " hear " + requestId + " " + message.text());
          }
        });
    return node;
  }

  private InMemorySharedEvents events(String name) {
    return new InMemorySharedEvents(rows, name);
  }

  private long begin(String node, String request) {
    return events(node).begin(SESSION, true, new RunningTurn(request, SAID));
  }

  @Test
  void theTurnsOfOthersAreKnownButNotOnesOwn() {
    begin("a", "r");

    assertEquals(List.of(new RunningTurn("r", SAID)), b.running(SESSION));
    assertEquals(List.of(), a.running(SESSION));
    leases.bury("a");
    assertEquals(List.of(), b.running(SESSION));
  }

  @Test
  void aTurnOfADeadNodeIsCutOffAndNoOther() {
    InMemoryLeaseTable ofA = new InMemoryLeaseTable(leases, "a");
    Fence held = ofA.claim(SESSION, Duration.ofMinutes(5)).orElseThrow();

    b.cutOff(SESSION, "c");
    assertEquals(
        Set.of(SESSION), ofA.renew(Map.of(SESSION, held), Duration.ofMinutes(5)), "not its own");
    b.cutOff(SESSION, "a");

    assertEquals(Set.of(), ofA.renew(Map.of(SESSION, held), Duration.ofMinutes(5)));
  }

  @Test
  void whoBeganLaterIsRefused() {
    begin("a", "r");
    begin("b", "s");

    assertDoesNotThrow(() -> a.admit(SESSION, "r"));
    assertThrows(SessionBusy.class, () -> b.admit(SESSION, "s"));
    leases.bury("a");
    assertDoesNotThrow(() -> b.admit(SESSION, "s"));
  }

  @Test
  void aCancelFreesTheSessionAndReachesTheNodeOnce() throws InterruptedException {
    begin("a", "r");

    assertFalse(b.cancel(SESSION, "other"::equals, Interruption.CANCELLATION));
    assertTrue(b.cancel(SESSION, "r"::equals, Interruption.CANCELLATION));

    assertEquals(List.of(), b.running(SESSION));
    assertFalse(b.cancel(SESSION, "r"::equals, Interruption.CANCELLATION));
    Eventually.holds(() -> received.equals(List.of("a cancel r CANCELLATION")));
  }

  @Test
  void wordsInTheMiddleOfATurnReachItsNode() throws InterruptedException {
    begin("a", "r");

    assertFalse(a.interject(SESSION, "r", SAID));
    assertFalse(b.interject(SESSION, "other", SAID));
    assertTrue(b.interject(SESSION, "r", SAID));

    Eventually.holds(() -> received.equals(List.of("a hear r hi")));
  }
}
