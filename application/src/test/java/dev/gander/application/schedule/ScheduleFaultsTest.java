package dev.gander.application.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduledJob;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Jobs go on when a part of them fails.
class ScheduleFaultsTest {
  private static final Instant ELEVEN = Instant.parse("2026-03-04T11:00:00Z");
  private static final JobId A = new JobId("a");
  private static final String HOURLY = "0 * * * *";

  private final Server.Shared shared = new Server.Shared();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /// Adapters of which the methods in `failing` fail.
  private Schedules.Parts faulty(Schedules.Parts real) {
    return new Schedules.Parts(
        real.store(),
        faulty(FireLedger.class, real.ledger()),
        faulty(RunHistory.class, real.history()),
        real.showing(),
        real.timers(),
        real.settings(),
        real.clock(),
        real.threads(),
        real.sight());
  }

  private <T> T faulty(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              if (failing.contains(method.getName())) {
                throw new StorageException("The disk is full", null);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private Server server(JobTask task, Executor threads) {
    return new Server(shared, task, threads, this::faulty);
  }

  @Test
  void aClaimThatCannotBeReleasedIsReleasedBeforeTheNextRun() {
    Server server = server((_, _) -> Server.OK, Runnable::run);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    failing.add("release");
    shared.timer.reach(ELEVEN);
    failing.clear();

    shared.timer.reach(ELEVEN.plusSeconds(3600));

    assertEquals(
        List.of(Outcome.SUCCEEDED, Outcome.SUCCEEDED),
        server.runs("a").stream().map(ScheduleRun::outcome).toList());
  }

  @Test
  void aJobThatIsStoredBeginsLaterIfTheClockCannotTakeItNow() {
    Server server = server((_, _) -> Server.OK, Runnable::run);
    failing.add("settle");
    ScheduledJob job = server.schedules.create(A, HOURLY, Server.RECIPE, null);
    failing.clear();

    assertEquals(A, job.id());
    server.schedules.lookAround();
    shared.timer.reach(ELEVEN);
    assertEquals(1, server.runs("a").size());
  }

  @Test
  void aRingDuringAFaultIsMadeUpFor() {
    Server server = server((_, _) -> Server.OK, Runnable::run);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    server.schedules.list();
    failing.add("settled");
    server.schedules.create(new JobId("b"), HOURLY, Server.RECIPE, null);
    shared.timer.reach(ELEVEN);
    failing.clear();

    server.schedules.lookAround();
    shared.timer.reach(ELEVEN.plusSeconds(1));
    assertTrue(
        server.runs("a").stream().anyMatch(run -> run.outcome() == Outcome.SUCCEEDED),
        () -> server.runs("a").toString());
  }

  @Test
  void aRunBeginsThoughTheHistoryCannotTellYet() {
    Server server = server((_, _) -> Server.OK, Runnable::run);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    failing.add("add");
    shared.timer.reach(ELEVEN);
    assertEquals(ELEVEN, server.job("a").lastRun());
    failing.clear();

    server =
        server(
            (_, run) -> {
              run.runsIn(HeldTask.SESSION);
              failing.clear();
              return Server.OK;
            },
            Runnable::run);
    server.schedules.follow();
    failing.add("add");
    var _ = server.schedules.runNow(A);

    ScheduleRun stored = server.runs("a").getFirst();
    assertEquals(1, server.runs("a").size());
    assertEquals(Outcome.SUCCEEDED, stored.outcome());
    assertEquals(HeldTask.SESSION, stored.session());
  }

  /// Storing an end may have to wait for another program, which must not keep other turns alive.
  @Test
  void theEndOfTheServerCancelsAllRunsAtOnce() {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch cancelled = new CountDownLatch(2);
    JobTask task =
        (_, _) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
            return Server.OK;
          } catch (InterruptedException e) {
            cancelled.countDown();
            throw e;
          }
        };
    Server server =
        new Server(
            shared,
            task,
            work -> Thread.ofVirtual().start(work),
            parts -> storingEndsWhen(cancelled, parts));
    for (String id : List.of("a", "b")) {
      server.schedules.create(new JobId(id), HOURLY, Server.RECIPE, null);
      var _ = server.schedules.runNow(new JobId(id));
    }
    assertTrue(isDown(begun));

    server.close();

    assertEquals(0, cancelled.getCount(), "the second turn had to wait for the end of the first");
  }

  private static Schedules.Parts storingEndsWhen(CountDownLatch latch, Schedules.Parts real) {
    RunHistory waiting =
        (RunHistory)
            Proxy.newProxyInstance(
                RunHistory.class.getClassLoader(),
                new Class<?>[] {RunHistory.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("replace")) {
                    var _ = latch.await(30, TimeUnit.SECONDS);
                  }
                  return method.invoke(real.history(), arguments);
                });
    return new Schedules.Parts(
        real.store(),
        real.ledger(),
        waiting,
        real.showing(),
        real.timers(),
        real.settings(),
        real.clock(),
        real.threads(),
        real.sight());
  }

  @Test
  void anErrorEndsTheRun() throws Exception {
    Server server =
        server(
            (_, _) -> {
              throw new StackOverflowError();
            },
            work -> Thread.ofVirtual().uncaughtExceptionHandler((_, _) -> {}).start(work));
    server.schedules.create(A, HOURLY, Server.RECIPE, null);

    assertInstanceOf(RunEnd.Failed.class, server.schedules.runNow(A).get(60, TimeUnit.SECONDS));
    assertFalse(server.job("a").isRunning());
  }

  /// Whoever stores something about a run holds its monitor and waits for the book, whose owner
  /// asks what the run is doing.
  @Test
  void aRunTellsItsEntryWhileItIsStored() throws Exception {
    ActiveRun run = new ActiveRun(ScheduleRun.started(A, Trigger.HAND, ELEVEN), _ -> {}, _ -> true);
    CountDownLatch told = new CountDownLatch(1);

    run.whileOpen(
        entry -> {
          Thread.ofVirtual()
              .start(
                  () -> {
                    assertEquals(entry, run.entry());
                    told.countDown();
                  });
          assertTrue(isDown(told));
        });
  }

  private static boolean isDown(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      return false;
    }
  }

  /// goose and goosed run jobs without a claim.
  @Test
  void aRunningFlagOfAnotherProgramStaysUnlessTheServerStarts() {
    Server server = server((_, _) -> Server.OK, Runnable::run);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    server.schedules.lookAround();
    mark();

    server.schedules.lookAround();
    assertTrue(stored().isRunning());

    server((_, _) -> Server.OK, Runnable::run).schedules.lookAround();
    assertFalse(stored().isRunning());
  }

  private void mark() {
    shared.store.change(
        jobs ->
            jobs.orElseThrow().stream()
                .map(job -> job.withActivity(new ScheduledJob.Activity(ELEVEN, null)))
                .toList());
  }

  private ScheduledJob stored() {
    return shared.store.read().orElseThrow().getFirst();
  }

  @Test
  void aRecipeThatComesLaterIsNoticedByTheClock() {
    Server server = server((_, _) -> Server.OK, Runnable::run);
    shared.store.change(_ -> List.of(ScheduledJob.of(A, "/files/late.yaml", HOURLY)));
    server.schedules.lookAround();

    shared.recipes.put("late.yaml", Server.RECIPE);
    server.schedules.lookAround();
    shared.timer.reach(ELEVEN);

    assertEquals(1, server.runs("a").size());
  }

  @Test
  void aRecipeHasOneJobAndItsNameMayBeItsExtension() {
    Server server = server((_, _) -> Server.OK, Runnable::run);
    Path recipe = shared.recipes.put(".yaml", Server.RECIPE);

    server.schedules.schedule(recipe, HOURLY);
    server.schedules.schedule(recipe, "30 * * * *");

    assertEquals(
        List.of("30 * * * *"), server.schedules.list().stream().map(ScheduledJob::cron).toList());
    assertEquals(".yaml", server.schedules.list().getFirst().id().text());
    server.schedules.unschedule(recipe);
    assertEquals(List.of(), server.schedules.list());
  }
}
