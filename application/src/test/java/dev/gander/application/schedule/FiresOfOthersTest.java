package dev.gander.application.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.json.Json;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several servers, of which some have the folder of a job.
@Timeout(60)
class FiresOfOthersTest {
  private static final Instant ELEVEN = Instant.parse("2026-03-04T11:00:00Z");
  private static final JobId A = new JobId("a");

  private final Server.Shared shared = new Server.Shared();
  private final Set<String> having = new ConcurrentSkipListSet<>();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final Server one = server("one");
  private final Server two = server("two");

  /// A run that notes its server, and fails without the folder.
  private final class Noted implements JobTask {
    private final String server;

    Noted(String server) {
      this.server = server;
    }

    @Override
    public RunResult run(ScheduledJob job, ActiveRun run) {
      requireHome(job);
      ran.add(server);
      return Server.OK;
    }

    @Override
    public boolean isAtHome(ScheduledJob job) {
      return having.contains(server);
    }

    @Override
    public void requireHome(ScheduledJob job) {
      if (!isAtHome(job)) {
        throw new WrongNode(
            "Schedule " + job.id(),
            "does not have its folder /f",
            having.stream().map(FiresOfOthersTest::node).toList());
      }
    }
  }

  private static ClusterNode node(String id) {
    return new ClusterNode(
        id, new NodeDescription(id, "1", Set.of()), Instant.EPOCH, Instant.EPOCH, true, false);
  }

  private Server server(String name) {
    return new Server(shared, new Noted(name), Runnable::run);
  }

  private void fire() {
    one.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    lookAround();
    shared.timer.reach(ELEVEN);
  }

  private void lookAround() {
    one.schedules.lookAround();
    two.schedules.lookAround();
  }

  private static List<String> told(Server server) {
    return server.runs("a").stream().map(run -> run.trigger() + " " + run.outcome()).toList();
  }

  @Test
  void aFireIsForTheServerThatHasTheFolder() {
    having.add("two");
    fire();
    lookAround();
    assertEquals(List.of("two"), ran);

    having.remove("two"); // what was dealt with does not come back
    lookAround();
    assertEquals(List.of("TIMER SUCCEEDED"), told(one));
    having.add("one");
    shared.timer.reach(ELEVEN.plus(Duration.ofHours(1)));
    lookAround();

    assertEquals(List.of("two", "one"), ran);
    assertEquals(List.of("TIMER SUCCEEDED", "TIMER SUCCEEDED"), told(two));
  }

  @Test
  void whereAllHaveItTheFirstRunsIt() {
    having.addAll(Set.of("one", "two"));
    fire();
    lookAround();

    assertEquals(1, ran.size());
    assertEquals(List.of("TIMER SUCCEEDED"), told(one));
  }

  @Test
  void whereNoneHasItTheRunFailsOnceAndSaysWhy() {
    fire();
    assertEquals(List.of(), told(one));

    lookAround();
    lookAround();

    assertEquals(List.of("TIMER FAILED"), told(two));
    assertEquals(
        "Schedule a cannot run on this server, which does not have its folder /f."
            + " No server that is alive can",
        one.runs("a").getFirst().reason());
    assertEquals(List.of(), ran);
  }

  @Test
  void theServerThatHasItDiesBeforeItDealsWithTheFire() {
    one.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    lookAround();
    two.schedules.drain(); // as good as dead
    having.add("two");
    shared.timer.reach(ELEVEN);
    one.schedules.lookAround();
    one.schedules.lookAround();
    assertEquals(List.of(), told(one), "it is waited for");

    having.remove("two");
    one.schedules.lookAround();

    assertEquals(List.of("TIMER FAILED"), told(one));
  }

  @Test
  void aJobThatIsDeletedOrPausedIsNotWaitedFor() {
    JobId b = new JobId("b");
    one.schedules.create(b, "0 * * * *", Server.RECIPE, null);
    one.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    two.close();
    having.add("two");
    shared.timer.reach(ELEVEN);

    one.schedules.delete(A);
    one.schedules.pause(b);
    having.clear();
    one.schedules.lookAround();

    assertEquals(List.of(), one.runs("a"));
    assertEquals(List.of(), one.runs("b"));
  }

  @Test
  void aFolderThatAppearsIsUsed() {
    one.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    two.close();
    having.add("two");
    shared.timer.reach(ELEVEN);
    one.schedules.lookAround();

    having.add("one");
    one.schedules.lookAround();
    one.schedules.lookAround();

    assertEquals(List.of("one"), ran);
    assertEquals(List.of("TIMER SUCCEEDED"), told(one));
  }

  @Test
  void whoAsksTheWrongServerIsToldTheRightOne() {
    one.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    having.add("two");

    WrongNode refused = assertThrows(WrongNode.class, () -> one.schedules.runNow(A));

    assertEquals(List.of("two"), refused.fitting().stream().map(ClusterNode::id).toList());
    assertEquals(List.of(), told(one));
    var _ = two.schedules.runNow(A);
    assertEquals(List.of("HAND SUCCEEDED"), told(one));
  }

  @Test
  void whatWasMissedIsMadeUpForWhereTheFolderIs() {
    shared.settings.put("GANDER_SCHEDULE_MISSED", Json.of("run-once"));
    one.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    one.close();
    two.close();
    shared.clock.advance(Duration.ofHours(5));
    having.add("four");

    Server three = server("three");
    three.schedules.lookAround();
    shared.timer.reach(shared.clock.instant());
    three.schedules.lookAround();
    assertEquals(List.of(), told(three));
    Server four = server("four");
    four.schedules.lookAround();
    shared.timer.reach(shared.clock.instant());
    three.schedules.lookAround();

    assertEquals(List.of("four"), ran);
    assertEquals(List.of("MISSED SUCCEEDED"), told(three));
  }

  @Test
  void aRunIsTakenOverWhereTheFolderIs() {
    having.addAll(Set.of("two", "three"));
    fire();
    Server three = server("three");
    three.schedules.lookAround();
    two.ledger.claim(A, ELEVEN.plusSeconds(60)); // and it dies before the run begins
    two.ledger.die();

    one.schedules.lookAround();
    assertEquals(List.of("two"), ran);
    three.schedules.lookAround();
    one.schedules.lookAround();

    assertEquals(List.of("two", "three"), ran);
    assertEquals(List.of("TAKEOVER SUCCEEDED", "TIMER SUCCEEDED"), told(one));
  }
}
