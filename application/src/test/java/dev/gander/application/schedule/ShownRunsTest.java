package dev.gander.application.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.run.RecipeReference.InFile;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunQuery;
import dev.gander.domain.run.RunState;
import dev.gander.domain.schedule.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What jobs do is shown among the runs that programs hand over.
class ShownRunsTest {
  private static final JobId A = new JobId("a");
  private static final String HOURLY = "0 * * * *";
  private static final Instant ELEVEN = Instant.parse("2026-03-04T11:00:00Z");

  private final Server.Shared shared = new Server.Shared();

  private List<Run> shown() {
    return shared.runs.list(new RunQuery(null, Set.of(), null, 100)).runs();
  }

  @Test
  void aRunThatSucceedsIsShown() {
    RunResult result = new RunResult(null, new TokenUsage(1L, 2L, 3L, null, null), 0.5);
    try (Server server =
        new Server(
            shared,
            (_, run) -> {
              run.runsIn(HeldTask.SESSION);
              return result;
            },
            Runnable::run)) {
      server.schedules.create(A, HOURLY, Server.RECIPE, null);
      shared.timer.reach(ELEVEN);

      Run run = shown().getFirst();
      assertEquals(RunState.SUCCEEDED, run.state());
      assertEquals("a", run.schedule());
      assertEquals(HeldTask.SESSION, run.session());
      assertEquals(result.tokens(), run.report().usage());
      assertEquals(0.5, run.report().cost());
      assertEquals(
          new InFile(shared.store.recipeFile(A).toString()), run.request().task().recipe());
      assertEquals(List.of(run), shared.ended);
    }
  }

  @Test
  void aRunIsShownWhileItRunsAndWhenItIsKilled() throws InterruptedException {
    HeldTask held = new HeldTask();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Server server = new Server(shared, held, threads)) {
      server.schedules.create(A, HOURLY, Server.RECIPE, null);
      var _ = server.schedules.runNow(A);
      held.begun.await();

      assertEquals(RunState.RUNNING, shown().getFirst().state());
      server.schedules.kill(A);

      assertEquals(RunState.CANCELLED, shown().getFirst().state());
      held.end.countDown();
    }
    assertEquals(1, shared.ended.size());
  }

  @Test
  void aFailureHasItsReason() {
    try (Server server =
        new Server(
            shared, (_, _) -> new RunResult("no model", TokenUsage.UNKNOWN, null), Runnable::run)) {
      server.schedules.create(A, HOURLY, Server.RECIPE, null);
      shared.timer.reach(ELEVEN);
    }
    assertEquals(RunState.FAILED, shown().getFirst().state());
    assertEquals("no model", shown().getFirst().reason());
  }

  @Test
  void whatWasSkippedIsNoRun() throws InterruptedException {
    HeldTask held = new HeldTask();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Server server = new Server(shared, held, threads)) {
      server.schedules.create(A, HOURLY, Server.RECIPE, null);
      shared.timer.reach(ELEVEN);
      held.begun.await();
      shared.timer.reach(ELEVEN.plusSeconds(3600));
      held.end.countDown();

      assertEquals(1, shown().size());
    }
  }
}
