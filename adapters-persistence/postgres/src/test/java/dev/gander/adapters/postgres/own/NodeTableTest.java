package dev.gander.adapters.postgres.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.runs.SqlRunStore;
import dev.gander.adapters.postgres.TwoServers;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.run.LeftRun;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunStore;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.ClusterNodesContract;
import dev.gander.testkit.run.RunStoreContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeTableTest implements ClusterNodesContract {
  @RegisterExtension
  static final TwoServers SERVERS =
      new TwoServers(ClusterOwn.tables(), "INSERT INTO usage_progress VALUES (0)");

  private static final NodeDescription OTHER = new NodeDescription("other", "0.2.0", Set.of());
  private static final DatabaseClock CLOCK = new DatabaseClock(Clock.systemUTC());
  private static final Duration LASTS = Duration.ofSeconds(10);

  private NodeTable first;
  private NodeTable second;

  @BeforeEach
  void open() {
    first = new NodeTable(SERVERS.first(), "first", CLOCK);
    second = new NodeTable(SERVERS.second(), "second", CLOCK);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Override
  public ClusterNodes nodes(NodeDescription self) {
    second.beat(OTHER, LASTS);
    first.beat(self, LASTS);
    return first;
  }

  private static void later(String change) {
    SERVERS.first().write(handle -> handle.execute("UPDATE node SET " + change));
  }

  private static boolean isAlive(NodeTable asked, String server) {
    return SERVERS.first().read(handle -> asked.isAlive(handle, server));
  }

  private static List<String> ids(ClusterNodes nodes) {
    return nodes.list().stream().map(ClusterNode::id).toList();
  }

  @Test
  void oneThatGivesNoSignOfLifeIsDeadForThoseThatDo() {
    nodes(SELF);
    later("seen = seen - interval '11 s', steady_since = steady_since - interval '1 h'");
    first.beat(SELF, LASTS);
    later("steady_since = steady_since - interval '1 h'");

    assertFalse(isAlive(first, "second"));
    assertTrue(isAlive(first, "first"));
    assertFalse(isAlive(first, "nobody"));
    assertEquals(List.of(false, true), first.list().stream().map(ClusterNode::isAlive).toList());

    second.beat(OTHER, LASTS);

    assertTrue(isAlive(first, "second"));
  }

  @Test
  void afterAnOutageNobodyIsDeadForTheFirstThatIsBack() {
    nodes(SELF);
    later("seen = seen - interval '1 min', steady_since = steady_since - interval '1 h'");
    assertTrue(isAlive(first, "second"));

    first.beat(SELF, LASTS);

    assertTrue(isAlive(first, "second"));
  }

  @Test
  void oneThatLeavesIsGoneAtOnce() throws InterruptedException {
    first.join(SELF, LASTS);
    second.join(OTHER, LASTS);
    Eventually.holds(() -> ids(first).size() == 2);

    second.close();

    assertEquals(List.of("first"), ids(first));
  }

  /// It is compared again, should the answer take too long for a comparison.
  @Test
  void serversWhoseClocksAreAnHourApartGoByThatOfTheDatabase() throws InterruptedException {
    DatabaseClock ahead = new DatabaseClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
    NodeTable early = new NodeTable(SERVERS.first(), "early", ahead);

    Eventually.holds(
        () -> {
          early.beat(SELF, LASTS);
          Duration lead = Duration.between(Instant.now(), ahead.instant());
          return lead.abs().compareTo(Duration.ofSeconds(10)) < 0;
        });
  }

  @Test
  void theRunsOfADeadServerGoToALivingOneOnce() {
    nodes(SELF);
    RunStore here = new SqlRunStore(new SharedTables(SERVERS.first(), "runs"), "first", first);
    RunStore there = new SqlRunStore(new SharedTables(SERVERS.second(), "runs"), "second", second);
    Run run = there.create(RunStoreContract.run("run_1", RunStoreContract.ALICE), null);
    assertEquals(List.of(), here.takeOver());

    later("seen = seen - interval '11 s', steady_since = steady_since - interval '1 h'");
    first.beat(SELF, LASTS);
    later("steady_since = steady_since - interval '1 h'");

    assertEquals(List.of(new LeftRun(run, "second")), here.takeOver());
    assertEquals(List.of(), here.takeOver());
    second.beat(OTHER, LASTS);
    assertEquals(List.of(), there.takeOver());
  }
}
