package dev.gander.bootstrap.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.persistence.schedules.FileFireLedger;
import dev.gander.adapters.persistence.schedules.FileRunHistory;
import dev.gander.adapters.persistence.schedules.FileScheduleStore;
import dev.gander.domain.cluster.SharedSchedules;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduledJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleMoveTest {
  private static final JobId JOB = new JobId("daily");
  private static final JobId OTHER = new JobId("other");
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456789Z");

  @TempDir Path root;
  private SharedSchedules from;
  private SharedSchedules to;

  @BeforeEach
  void open() {
    from = schedules("from");
    to = schedules("to");
  }

  private SharedSchedules schedules(String name) {
    Path data = root.resolve(name);
    return new SharedSchedules(
        new FileScheduleStore(data),
        new FileFireLedger(data, name, _ -> false),
        new FileRunHistory(data));
  }

  private static ScheduledJob made(SharedSchedules place, JobId id, String cron, String recipe) {
    place.jobs().writeRecipe(id, recipe);
    ScheduledJob job = ScheduledJob.of(id, place.jobs().recipeFile(id).toString(), cron);
    place
        .jobs()
        .change(
            stored -> {
              List<ScheduledJob> jobs = new ArrayList<>(stored.orElse(List.of()));
              jobs.add(job);
              return jobs;
            });
    return job;
  }

  private static ScheduleRun run(int minute) {
    return ScheduleRun.skipped(JOB, NOON.plusSeconds(60L * minute), "m" + minute);
  }

  private static List<String> reasons(SharedSchedules place) {
    return place.history().list(JOB, 100, Long.MAX_VALUE).stream()
        .map(ScheduleRun::reason)
        .toList();
  }

  private MoveOutcome move(boolean isReplacing) {
    return new ScheduleMove(from, to, isReplacing).run();
  }

  @Test
  void jobsMoveWithTheirRecipesFiresAndRuns() throws IOException {
    made(from, JOB, "0 9 * * *", "title: t\n");
    from.ledger().begin(JOB, NOON);
    from.ledger().settle(Map.of(JOB, NOON.plusSeconds(60)));
    from.history().add(run(1));
    from.history().add(run(2));

    assertEquals(new MoveOutcome("schedules", 1, 0, List.of()), move(false));

    ScheduledJob there = to.jobs().read().orElseThrow().getFirst();
    assertEquals(to.jobs().recipeFile(JOB).toString(), there.source());
    assertEquals("title: t\n", Files.readString(Path.of(there.source())));
    assertEquals(Optional.of(NOON), to.ledger().begun(JOB));
    assertEquals(Map.of(JOB, NOON.plusSeconds(60)), to.ledger().settled());
    assertEquals(List.of("m2", "m1"), reasons(to));
  }

  @Test
  void theNextTimeOnlyAddsWhatIsNew() {
    made(from, JOB, "0 9 * * *", "title: t\n");
    from.history().add(run(1));
    move(false);
    from.history().add(run(2));
    from.history().add(run(3));
    made(from, OTHER, "0 9 * * *", "title: o\n");

    assertEquals(new MoveOutcome("schedules", 1, 1, List.of()), move(false));

    assertEquals(List.of("m3", "m2", "m1"), reasons(to));
  }

  @Test
  void aJobThatIsThereOtherwiseStaysUnlessItIsReplaced() throws IOException {
    made(from, JOB, "0 9 * * *", "title: t\n");
    made(to, OTHER, "0 1 * * *", "title: o\n");
    made(to, JOB, "0 9 * * *", "title: changed\n");

    assertEquals(List.of("daily"), move(false).kept());
    assertEquals("title: changed\n", Files.readString(to.jobs().recipeFile(JOB)));
    assertEquals(List.of(), move(true).kept());

    assertEquals("title: t\n", Files.readString(to.jobs().recipeFile(JOB)));
    assertEquals(
        List.of(OTHER, JOB),
        to.jobs().read().orElseThrow().stream().map(ScheduledJob::id).toList());
  }

  @Test
  void aJobThatRunsAFileOfTheUsersKeepsItsFile() {
    ScheduledJob job = ScheduledJob.of(JOB, "/recipes/mine.yaml", "0 9 * * *").withLastRun(NOON);
    from.jobs().change(_ -> List.of(job));

    assertEquals(List.of(), move(false).kept());

    assertEquals(Optional.of(List.of(job)), to.jobs().read());
  }

  @Test
  void aJobKeepsItsLabels() {
    ScheduledJob job = made(from, JOB, "0 9 * * *", "title: t\n");
    move(false);
    NodeLabels gpu = new NodeLabels(Set.of("gpu=yes"));
    from.jobs().change(_ -> List.of(job.withLabels(gpu)));

    assertEquals(List.of("daily"), move(false).kept(), "it is another job");
    assertEquals(List.of(), move(true).kept());

    assertEquals(gpu, to.jobs().read().orElseThrow().getFirst().labels());
  }

  @Test
  void runsThatAreNotAmongTheseStayAndAreNamed() {
    made(from, JOB, "0 9 * * *", "title: t\n");
    from.history().add(run(1));
    to.history().add(run(7));

    assertEquals(List.of("the runs of daily"), move(false).kept());
    assertEquals(List.of("m7"), reasons(to));
  }
}
