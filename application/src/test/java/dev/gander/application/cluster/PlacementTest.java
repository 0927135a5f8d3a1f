package dev.gander.application.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.testkit.cluster.InMemorySessionPlaces;
import dev.gander.testkit.store.InMemorySessionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private final InMemorySessionPlaces.Rows rows = new InMemorySessionPlaces.Rows();
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

  private static Session session(String folder) {
    return new InMemorySessionStore(Clock.systemUTC())
        .create(SessionDetails.of("s", folder, GooseMode.AUTO));
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

  @Test
  void workThatNeedsAFolderIsDoneWhereItIs() {
    assertTrue(b.sees(Path.of("/b")));
    assertFalse(a.sees(Path.of("/b")));
    assertDoesNotThrow(() -> b.require("Run r", Path.of("/b")));

    WrongNode refused = assertThrows(WrongNode.class, () -> a.require("Run r", Path.of("/b")));
    assertEquals(
        "Run r cannot run on this server, which does not have its folder /b."
            + " These can: name-b (b)",
        refused.text());
    assertTrue(
        assertThrows(WrongNode.class, () -> a.require("Run r", Path.of("/nowhere")))
            .text()
            .endsWith("No server that is alive can"));
    assertEquals(List.of(), a.having(Path.of("/nowhere")));
    assertEquals(3, c.having(Path.of("/shared")).size());
    node("stopping", true, true, Set.of(), Set.of("/shared"));
    assertEquals(3, c.having(Path.of("/shared")).size());
    assertTrue(TurnPlaces.NONE.sees(Path.of("/nowhere")));
    assertEquals(List.of(), TurnPlaces.NONE.having(Path.of("/")));
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
    a.want(session.id(), Set.of("zone=2"));

    assertDoesNotThrow(() -> b.require(session));
    assertEquals(List.of("b", "c"), refusal(a, session));
    a.want(session.id(), Set.of("zone=2", "gpu"));
    assertEquals(List.of("b"), refusal(c, session));
    a.want(session.id(), Set.of("none has it"));
    assertEquals(List.of(), refusal(b, session));
    a.want(session.id(), Set.of());
    assertDoesNotThrow(() -> a.require(session));
  }

  @Test
  void aLabelAndAFolderThatExcludeEachOther() {
    Session session = session("/a");
    a.want(session.id(), Set.of("gpu"));

    assertEquals(List.of(), refusal(a, session));
    assertEquals(List.of(), refusal(b, session));
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
