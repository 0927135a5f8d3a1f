package dev.gander.testkit.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [ScheduleStore]. The store is empty.
public interface ScheduleStoreContract {
  ScheduleStore jobs();

  @Test
  default void storeBeginsEmpty() {
    assertEquals(Optional.empty(), jobs().read());
  }

  @Test
  default void jobsComeBackInTheirOrder() {
    ScheduledJob full =
        new ScheduledJob(
            new JobId("b"),
            "/r.yaml",
            " 0 9 * * * ",
            Instant.parse("2026-01-02T03:04:05.123456789Z"),
            true,
            new ScheduledJob.Activity(Instant.parse("2026-01-02T03:04:06Z"), "20260102_1"),
            List.of(new ScheduledJob.Parameter("k", "v"), new ScheduledJob.Parameter("k", "w")),
            "/base",
            new NodeLabels(Set.of("zone=b", "gpu")),
            JsonObject.of("of_a_newer_version", Json.of(1)));
    List<ScheduledJob> both = List.of(full, job("a"));

    assertEquals(both, jobs().change(_ -> both));
    assertEquals(Optional.of(both), jobs().read());
  }

  @Test
  default void changeSeesWhatIsStored() {
    jobs().change(_ -> List.of(job("a")));

    jobs()
        .change(
            stored -> {
              assertEquals(Optional.of(List.of(job("a"))), stored);
              return List.of();
            });

    assertEquals(Optional.of(List.of()), jobs().read());
  }

  @Test
  default void changeThatThrowsChangesNothing() {
    jobs().change(_ -> List.of(job("a")));

    assertThrows(
        IllegalStateException.class,
        () ->
            jobs()
                .change(
                    _ -> {
                      throw new IllegalStateException("no");
                    }));

    assertEquals(Optional.of(List.of(job("a"))), jobs().read());
  }

  @Test
  default void changesAtOnceAreAllKept() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ScheduledJob one = job("job" + i);
        tasks.add(() -> jobs().change(stored -> with(stored, one)));
      }
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertEquals(20, jobs().read().orElseThrow().size());
  }

  @Test
  default void recipeIsWrittenAndTakenBack() {
    JobId id = new JobId("my job");
    ScheduledJob job = ScheduledJob.of(id, jobs().recipeFile(id).toString(), "0 9 * * *");
    assertFalse(jobs().hasRecipe(job));

    Runnable first = jobs().writeRecipe(id, "title: one");
    assertTrue(jobs().hasRecipe(job));

    jobs().writeRecipe(id, "title: two").run();
    assertTrue(jobs().hasRecipe(job));
    first.run();
    assertFalse(jobs().hasRecipe(job));
  }

  private static List<ScheduledJob> with(Optional<List<ScheduledJob>> stored, ScheduledJob one) {
    List<ScheduledJob> all = new ArrayList<>(stored.orElse(List.of()));
    all.add(one);
    return all;
  }

  private static ScheduledJob job(String id) {
    return ScheduledJob.of(new JobId(id), "/" + id + ".yaml", "0 9 * * *");
  }
}
