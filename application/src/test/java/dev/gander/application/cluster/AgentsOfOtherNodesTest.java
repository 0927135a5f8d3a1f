package dev.gander.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.application.agent.OtherAgents.Receiver;
import dev.gander.domain.cluster.ChangeOutcome;
import dev.gander.domain.cluster.ChangeOutcome.Kind;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.InMemoryLeaseTable;
import dev.gander.testkit.cluster.InMemoryNodeMail;
import dev.gander.testkit.cluster.InMemorySharedEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentsOfOtherNodesTest {
  private static final SessionId SESSION = new SessionId("20260101_1");
  private static final ExtensionChange CHANGE = new ExtensionChange.Remove("tools");

  private final InMemoryLeaseTable.Rows leases = new InMemoryLeaseTable.Rows();
  private final InMemorySharedEvents.Rows rows = new InMemorySharedEvents.Rows(leases);
  private final InMemoryNodeMail.Boxes boxes = new InMemoryNodeMail.Boxes(leases);
  private final List<Postman> postmen = new CopyOnWriteArrayList<>();
  private final List<String> made = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    postmen.forEach(Postman::close);
  }

  private AgentsOfOtherNodes node(String name, Receiver here) {
    InMemoryNodeMail mail = new InMemoryNodeMail(boxes, name);
    Postman postman = new Postman(mail);
    postmen.add(postman);
    AgentsOfOtherNodes node = new AgentsOfOtherNodes(events(name), mail, postman, name);
    node.receive(here);
    return node;
  }

  private AgentsOfOtherNodes node(String name) {
    return node(name, noting(name, ChangeOutcome.DONE));
  }

  private Receiver noting(String name, ChangeOutcome outcome) {
    return (session, change) -> {
      made.add(name + " " + session + " " + change);
      return outcome;
    };
  }

  private InMemorySharedEvents events(String name) {
    return new InMemorySharedEvents(rows, name);
  }

  private void begin(String node, String request) {
    var _ = new InMemoryLeaseTable(leases, node).renew(Map.of(), Duration.ofMinutes(5));
    var _ =
        events(node)
            .begin(
                SESSION,
                true,
                new RunningTurn(request, Message.user("m", 1, new Content.Text("hi"))));
  }

  @Test
  void theNodeWithTheTurnMakesTheChangeOnceAndItsOutcomeComesBack() throws Exception {
    ChangeOutcome outcome = new ChangeOutcome(Kind.WRONG_CONFIG, "no such program");
    var _ = node("a", noting("a", outcome));
    AgentsOfOtherNodes b = node("b");
    begin("a", "r");
    begin("b", "waits");

    assertEquals(Optional.of(outcome), b.change(SESSION, CHANGE));

    assertEquals(List.of("a " + SESSION + " " + CHANGE), made);
  }

  @Test
  void withoutATurnElsewhereNobodyElseIsAsked() throws Exception {
    AgentsOfOtherNodes a = node("a");
    AgentsOfOtherNodes b = node("b");

    assertEquals(Optional.empty(), b.change(SESSION, CHANGE));
    begin("a", "r");
    assertEquals(Optional.empty(), a.change(SESSION, CHANGE));
    leases.bury("a");
    assertEquals(Optional.empty(), b.change(SESSION, CHANGE));

    assertEquals(List.of(), made);
  }

  @Test
  void aNodeThatDiesMeanwhileIsNotWaitedForAndFindsNoLetter() throws Exception {
    AgentsOfOtherNodes b = node("b");
    begin("a", "r");
    FutureTask<Optional<ChangeOutcome>> change = new FutureTask<>(() -> b.change(SESSION, CHANGE));
    Thread.ofVirtual().start(change);
    Eventually.holds(() -> isSent());

    leases.bury("a");

    assertEquals(Optional.empty(), change.get());
    assertEquals(List.of(), new InMemoryNodeMail(boxes, "a").take());
  }

  private boolean isSent() {
    return boxes.count("a") == 1;
  }

  @Test
  void whoeverGivesUpTakesTheWishBack() throws Exception {
    AgentsOfOtherNodes b = node("b");
    begin("a", "r");
    FutureTask<Optional<ChangeOutcome>> change =
        new FutureTask<>(
            () -> {
              assertThrows(InterruptedException.class, () -> b.change(SESSION, CHANGE));
              return Optional.empty();
            });
    Thread asking = Thread.ofVirtual().start(change);
    Eventually.holds(() -> isSent());

    asking.interrupt();
    change.get();

    assertEquals(0, boxes.count("a"));
  }

  @Test
  void aChangeThatBreaksDownIsAnsweredToo() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    var _ =
        node(
            "a",
            (_, _) -> {
              called.countDown();
              throw new InterruptedException();
            });
    AgentsOfOtherNodes b = node("b");
    begin("a", "r");

    assertEquals(Kind.OTHER, b.change(SESSION, CHANGE).orElseThrow().kind());
    called.await();
  }
}
