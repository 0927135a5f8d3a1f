package dev.gander.application.subagent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.schedule.PlaceSchedule.JobPlace;
import dev.gander.application.cluster.CutOffWatch;
import dev.gander.application.cluster.Placement;
import dev.gander.application.cluster.Postman;
import dev.gander.application.cluster.TurnsOfOtherNodes;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.access.Caller;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunLimits;
import dev.gander.domain.run.RunQuery;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunSurroundings;
import dev.gander.domain.run.RunTask;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.InMemoryLeaseTable;
import dev.gander.testkit.cluster.InMemoryNodeMail;
import dev.gander.testkit.cluster.InMemorySessionPlaces;
import dev.gander.testkit.cluster.InMemorySharedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs and jobs on one of two servers, `here` and `there`, each with a label of its own.
@Timeout(120)
class LabelledWorkTest {
  private static final Instant ELEVEN = Instant.parse("2026-03-04T11:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final NodeLabels HERE = labels("at=here");
  private static final NodeLabels THERE = labels("at=there");
  private static final NodeLabels NOWHERE = labels("at=sea");
  private static final JobId JOB = new JobId("job");

  private final List<ClusterNode> nodes = new CopyOnWriteArrayList<>();
  private final House house = new House(others());

  private TurnsOfOtherNodes others() {
    nodes.addAll(List.of(node("here"), node("there")));
    var leases = new InMemoryLeaseTable.Rows();
    var events = new InMemorySharedEvents(new InMemorySharedEvents.Rows(leases), "here");
    var mail = new InMemoryNodeMail(new InMemoryNodeMail.Boxes(leases), "here");
    TurnPlaces places =
        new Placement(
            new InMemorySessionPlaces(new InMemorySessionPlaces.Rows(), "here"),
            new Placement.Self("here", HERE.values(), () -> List.copyOf(nodes), _ -> true));
    return new TurnsOfOtherNodes(
        events,
        new InMemoryLeaseTable(leases, "here"),
        mail,
        new Postman(mail),
        new CutOffWatch(events, LONG),
        "here",
        places);
  }

  private static ClusterNode node(String id) {
    return new ClusterNode(
        id,
        new NodeDescription(id, "1", Set.of("at=" + id)),
        Instant.EPOCH,
        Instant.EPOCH,
        true,
        false);
  }

  private static NodeLabels labels(String label) {
    return new NodeLabels(Set.of(label));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static RunRequest request(NodeLabels labels) {
    return new RunRequest(
        new RunTask("hi", null, Map.of()),
        new RunSurroundings(null, null, null, null, null, labels),
        RunLimits.NONE,
        null,
        false,
        null);
  }

  private Run start(NodeLabels labels, Duration patience) throws InterruptedException {
    return house.useCases().runs().start().start(Caller.SERVER, request(labels), null, patience);
  }

  private Set<String> wanted(@Nullable SessionId session) {
    assertTrue(session != null, "it has none");
    return house.useCases().operating().places().find(session).labels();
  }

  @Test
  void aRunGoesToTheServerThatHasItsLabels() throws Exception {
    Run run = start(THERE, Duration.ZERO);

    Eventually.holds(() -> !house.runs.isOwn(run.id()));

    Run left = house.runs.find(run.id()).orElseThrow();
    assertEquals(RunState.QUEUED, left.state());
    assertNull(left.session());
    assertEquals(List.of(), house.model.requests());
  }

  @Test
  void theSessionOfARunWantsItsLabels() throws Exception {
    house.script("hi");

    Run labelled = start(HERE, LONG);
    Run usual = start(NodeLabels.NONE, LONG);

    assertEquals(RunState.SUCCEEDED, labelled.state(), () -> String.valueOf(labelled.reason()));
    assertEquals(HERE.values(), wanted(labelled.session()));
    assertEquals(Set.of(), wanted(usual.session()));
  }

  @Test
  void aRunThatNoServerCanDoFailsAtOnce() throws Exception {
    Run run = start(NOWHERE, LONG);

    assertEquals(RunState.FAILED, run.state());
    assertEquals(
        "Run "
            + run.id()
            + " cannot run on this server, which is not labelled at=sea."
            + " No server that is alive can",
        run.reason());
    assertNull(run.session());
  }

  @Test
  void theOnlyServerIsNotChosen() {
    try (House only = new House()) {
      assertThrows(
          Conflict.class,
          () ->
              only.useCases()
                  .runs()
                  .start()
                  .start(Caller.SERVER, request(THERE), null, Duration.ZERO));
      assertEquals(List.of(), only.runs.list(new RunQuery(null, Set.of(), null, 9)).runs());

      create(only, "0 11 * * *");
      assertThrows(Conflict.class, () -> only.useCases().schedules().places().choose(JOB, THERE));
      JobPlace place = only.useCases().schedules().places().find(JOB);
      assertEquals(NodeLabels.NONE, place.labels());
      assertEquals(1, place.fitting().size());
    }
  }

  private static void create(House house, String cron) {
    house
        .useCases()
        .schedules()
        .create()
        .create(
            JOB.text(),
            cron,
            new Recipe(
                JsonObject.of("title", Json.of("T"))
                    .with("description", Json.of("D"))
                    .with("prompt", Json.of("hi"))));
  }

  private void create(NodeLabels labels) {
    create(house, "0 11 * * *");
    house.useCases().schedules().places().choose(JOB, labels);
  }

  private List<ScheduleRun> told() {
    return house.useCases().schedules().runs().history(JOB, 9, Long.MAX_VALUE);
  }

  private ScheduledJob stored() {
    return house.jobs.read().orElseThrow().getFirst();
  }

  private List<String> fitting() {
    return house.useCases().schedules().places().find(JOB).fitting().stream()
        .map(ClusterNode::id)
        .toList();
  }

  @Test
  void aJobIsRunByHandWhereItsLabelsAre() throws Exception {
    create(THERE);

    WrongNode refused =
        assertThrows(WrongNode.class, () -> house.useCases().schedules().run().run(JOB));

    assertEquals(
        "Schedule job cannot run on this server, which is not labelled at=there."
            + " These can: there (there)",
        refused.text());
    assertEquals(List.of(), told());
    assertEquals(List.of("there"), fitting());
    house.useCases().schedules().places().choose(JOB, NodeLabels.NONE);
    assertEquals(List.of("here", "there"), fitting());
    house.script("hi");
    assertTrue(house.useCases().schedules().run().run(JOB) instanceof RunEnd.Done);
    assertEquals(Set.of(), wanted(told().getFirst().session()));
  }

  @Test
  void theLabelsOfAnUnknownJob() {
    assertThrows(ScheduleNotFound.class, () -> house.useCases().schedules().places().find(JOB));
    assertThrows(
        ScheduleNotFound.class, () -> house.useCases().schedules().places().choose(JOB, HERE));
  }

  @Test
  void aJobKeepsItsLabels() throws Exception {
    create(HERE);
    house.script("hi");

    house.useCases().schedules().change().update(JOB, "0 12 * * *");
    house.useCases().schedules().change().pause(JOB);
    house.useCases().schedules().change().unpause(JOB);
    assertTrue(house.useCases().schedules().run().run(JOB) instanceof RunEnd.Done);

    assertEquals("0 12 * * *", stored().cron());
    assertEquals(HERE, stored().labels());
    assertEquals(HERE.values(), wanted(told().getFirst().session()));
  }

  @Test
  void aFireIsDealtWithWhereTheLabelsAre() throws Exception {
    create(HERE);
    house.script("hi");

    house.timer.reach(ELEVEN);

    Eventually.holds(() -> told().stream().anyMatch(run -> run.outcome() == Outcome.SUCCEEDED));
    assertEquals(HERE.values(), wanted(told().getFirst().session()));
  }

  @Test
  void aFireThatIsForAnotherServerIsNoneHere() {
    create(THERE);

    house.timer.reach(ELEVEN);

    assertEquals(List.of(), told());
    assertFalse(stored().isRunning());
  }

  @Test
  void aFireThatNoServerCanDealWithFailsOnce() throws Exception {
    create(NOWHERE);
    house.timer.reach(ELEVEN);

    house.startSchedules();

    Eventually.holds(() -> told().stream().anyMatch(run -> run.outcome() == Outcome.FAILED));
    assertEquals(
        List.of(
            "Schedule job cannot run on this server, which is not labelled at=sea."
                + " No server that is alive can"),
        told().stream().map(ScheduleRun::reason).toList());
  }
}
