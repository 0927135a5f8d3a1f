package dev.gander.application.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.node.NodeNeeds;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.cluster.InMemorySessionPlaces;
import dev.gander.testkit.store.InMemorySessionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private final InMemorySessionPlaces.Rows rows = new InMemorySessionPlaces.Rows();
  private final InMemorySessionStore sessions = new InMemorySessionStore(Clock.systemUTC());
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final TurnPlaces a = node("a", true, Set.of("zone=1"), Set.of("/shared", "/a"));
  private final TurnPlaces b = node("b", true, Set.of("zone=2", "gpu"), Set.of("/shared", "/b"));
  private final TurnPlaces c = node("c", true, Set.of("zone=2"), Set.of("/shared"));

  private TurnPlaces node(String id, boolean isAlive, Set<String> labels, Set<String> folders) {
    return node(id, isAlive, false, labels, folders);
  }

  private TurnPlaces node(
      String id, boolean isAlive, boolean isDraining, Set<String> labels, Set<String> folders) {
    nodes.add(
        new ClusterNode(
            id,
            new NodeDescription("name-" + id, "1", labels),
            Instant.EPOCH,
            Instant.EPOCH,
            isAlive,
            isDraining));
    return new Placement(
        new InMemorySessionPlaces(rows, id),
        new Placement.Self(
            id, labels, () -> List.copyOf(nodes), folder -> folders.contains(folder.toString())));
  }

  private Session session(String folder) {
    return sessions.create(SessionDetails.of("s", folder, GooseMode.AUTO));
  }

  private static List<String> fitting(TurnPlaces node, Session session) {
    return node.find(session).orElseThrow().fitting().stream().map(ClusterNode::id).toList();
  }

  private static List<String> refusal(TurnPlaces node, Session session) {
    WrongNode refused = assertThrows(WrongNode.class, () -> node.require(session));
    return refused.fitting().stream().map(ClusterNode::id).toList();
  }

  @Test
  void aTurnRunsWhereItsFolderIs() {
    Session session = session("/b");

    assertDoesNotThrow(() -> b.require(session));
    assertEquals(List.of("b"), refusal(a, session));
    assertEquals(List.of("b"), refusal(c, session));
    assertTrue(
        assertThrows(WrongNode.class, () -> a.require(session))
            .text()
            .endsWith("which does not have its folder /b. These can: name-b (b)"));
  }

  private static List<String> refusal(TurnPlaces node, NodeNeeds needs) {
    WrongNode refused = assertThrows(WrongNode.class, () -> node.require("Run r", needs));
    return refused.fitting().stream().map(ClusterNode::id).toList();
  }

  private static String reason(TurnPlaces node, NodeNeeds needs) {
    return assertThrows(WrongNode.class, () -> node.require("Run r", needs)).text();
  }

  private static NodeLabels labels(String... labels) {
    return new NodeLabels(Set.of(labels));
  }

  private static NodeNeeds needs(@Nullable String folder, String... labels) {
    return NodeNeeds.of(labels(labels), folder);
  }

  @Test
  void workThatNeedsAFolderIsDoneWhereItIs() {
    assertDoesNotThrow(() -> b.require("Run r", needs("/b")));

    assertEquals(
        "Run r cannot run on this server, which does not have its folder /b."
            + " These can: name-b (b)",
        reason(a, needs("/b")));
    assertTrue(reason(a, needs("/nowhere")).endsWith("No server that is alive can"));
    assertEquals(List.of(), a.having(needs("/nowhere")));
    assertEquals(3, c.having(needs("/shared")).size());
    node("stopping", true, true, Set.of(), Set.of("/shared"));
    assertEquals(3, c.having(needs("/shared")).size());
  }

  @Test
  void workThatNeedsLabelsIsDoneWhereAllOfThemAre() {
    assertDoesNotThrow(() -> b.require("Run r", needs(null, "zone=2", "gpu")));

    assertEquals(List.of("b", "c"), refusal(a, needs(null, "zone=2")));
    assertEquals(List.of("b"), refusal(c, needs(null, "zone=2", "gpu")));
    assertEquals(
        "Run r cannot run on this server, which is not labelled gpu. These can: name-b (b)",
        reason(c, needs(null, "zone=2", "gpu")),
        "it has the other one");
    assertEquals(List.of(), refusal(b, needs(null, "zone=3")));
    assertEquals(List.of(), refusal(b, needs(null, "zone=1", "zone=2")));
    assertEquals(3, a.having(needs(null)).size());
    node("dead", false, Set.of("zone=3"), Set.of());
    node("stopping", true, true, Set.of("zone=3"), Set.of());
    assertEquals(List.of(), refusal(b, needs(null, "zone=3")));
  }

  @Test
  void workThatNeedsLabelsAndAFolderIsDoneWhereBothAre() {
    assertDoesNotThrow(() -> b.require("Run r", needs("/b", "gpu")));

    assertEquals(
        "Run r cannot run on this server, which is not labelled gpu, zone=2 and does not have its"
            + " folder /b. These can: name-b (b)",
        reason(a, needs("/b", "zone=2", "gpu")));
    assertEquals(
        "Run r cannot run on this server, which is not labelled gpu. No server that is alive can",
        reason(a, needs("/a", "gpu")));
    assertEquals(
        "Run r cannot run on this server, which does not have its folder /a."
            + " No server that is alive can",
        reason(b, needs("/a", "gpu")));
    assertDoesNotThrow(() -> b.require("Run r", needs("a\0b", "gpu")));
    assertEquals(List.of("b"), refusal(a, needs("a\0b", "gpu")));
  }

  @Test
  void theOnlyServerHasEverythingAndNoChoice() {
    NodeNeeds needs = needs("/nowhere", "gpu");
    SessionId made = session("/").id();

    assertDoesNotThrow(() -> TurnPlaces.NONE.require("Run r", needs));
    assertEquals(List.of(), TurnPlaces.NONE.having(needs));
    assertDoesNotThrow(() -> TurnPlaces.NONE.bind(made, labels("gpu")));
    assertThrows(Conflict.class, () -> TurnPlaces.NONE.want(made, labels("gpu")));
    assertThrows(Conflict.class, TurnPlaces.NONE::requireOthers);
    assertDoesNotThrow(a::requireOthers);
  }

  @Test
  void aSessionOfWorkWantsWhatTheWorkDid() {
    Session session = session("/shared");
    Session usual = session("/shared");

    b.bind(session.id(), labels("gpu"));
    b.bind(usual.id(), NodeLabels.NONE);

    assertEquals(List.of("b"), refusal(a, session));
    assertDoesNotThrow(() -> a.require(usual));
  }

  @Test
  void aFolderThatIsNowhereOrSaysNotWhereItIsDoesNotCount() {
    for (String folder : List.of("/nowhere", ".", "", "a\0b")) {
      Session session = session(folder);

      assertDoesNotThrow(() -> a.require(session));
      assertEquals(List.of("a", "b", "c"), fitting(a, session), folder);
    }
  }

  @Test
  void aSessionGetsTheLabelsThatItWants() {
    Session session = session("/shared");
    a.want(session.id(), labels("zone=2"));

    assertDoesNotThrow(() -> b.require(session));
    assertEquals(List.of("b", "c"), refusal(a, session));
    a.want(session.id(), labels("zone=2", "gpu"));
    assertEquals(List.of("b"), refusal(c, session));
    a.want(session.id(), labels("none-has-it"));
    assertEquals(List.of(), refusal(b, session));
    a.want(session.id(), labels());
    assertDoesNotThrow(() -> a.require(session));
  }

  @Test
  void aLabelAndAFolderThatExcludeEachOther() {
    Session session = session("/a");
    a.want(session.id(), labels("gpu"));

    assertEquals(List.of(), refusal(a, session));
    assertEquals(List.of(), refusal(b, session));
    assertTrue(
        assertThrows(WrongNode.class, () -> c.require(session))
            .text()
            .endsWith(
                "which is not labelled gpu and does not have its folder /a."
                    + " No server that is alive can"));
    Session lost = session("/nowhere");
    a.want(lost.id(), labels("gpu"));
    assertTrue(
        assertThrows(WrongNode.class, () -> c.require(lost))
            .text()
            .endsWith("which is not labelled gpu. These can: name-b (b)"));
  }

  @Test
  void theNodeOfTheLastTurnIsTheBestAndDeadOnesAndThoseThatStopAreLeftOut() {
    Session session = session("/shared");
    node("dead", false, Set.of(), Set.of("/shared"));
    node("stopping", true, true, Set.of(), Set.of("/shared"));
    assertEquals(List.of("b", "a", "c"), fitting(b, session));
    rows.begin("c", session.id());

    assertEquals(List.of("c", "b", "a"), fitting(b, session));
    assertEquals("c", b.find(session).orElseThrow().last());
    rows.begin("dead", session.id());
    assertEquals(List.of("a", "b", "c"), fitting(a, session));
    assertEquals(Set.of(), a.find(session).map(FittingNodes::labels).orElseThrow());
  }
}
