package dev.gander.application.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.run.RunFailed;
import dev.gander.domain.json.Json;
import dev.gander.domain.schedule.InvalidCron;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobIdTaken;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduleRunning;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.testkit.Eventually;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static final JobId A = new JobId("a");
  private static final JobId B = new JobId("b");
  private static final String HOURLY = "0 * * * *";
  private static final Instant ELEVEN = Instant.parse("2026-03-04T11:00:00Z");
  private static final Executor VIRTUAL = work -> Thread.ofVirtual().start(work);

  private final Server.Shared shared = new Server.Shared();

  @Test
  void jobIsRunWhenItsTimeHasCome() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);

    shared.timer.reach(ELEVEN.plusSeconds(3600));

    assertEquals(List.of(ELEVEN.plusSeconds(3600), ELEVEN), starts(server.runs("a")));
    assertEquals(ELEVEN.plusSeconds(3600), server.job("a").lastRun());
    assertFalse(server.job("a").isRunning());
  }

  @Test
  void pausedJobIsLeftAloneAndMissesNothing() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    server.schedules.pause(A);
    server.schedules.pause(A);

    shared.timer.reach(ELEVEN.plusSeconds(1));
    server.schedules.unpause(A);
    server.schedules.unpause(A);
    shared.timer.reach(ELEVEN.plusSeconds(3600));

    assertEquals(List.of(ELEVEN.plusSeconds(3600)), starts(server.runs("a")));
  }

  @Test
  void changedExpressionCountsFromThenOn() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    server.schedules.update(A, "30 * * * *");

    shared.timer.reach(ELEVEN.plusSeconds(3600));

    assertEquals(
        List.of(ELEVEN.plusSeconds(1800), ELEVEN.minusSeconds(1800)), starts(server.runs("a")));
  }

  @Test
  void refusedChangesChangeNothing() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);

    assertThrows(
        JobIdTaken.class, () -> server.schedules.create(A, "1 * * * *", "title: other", null));
    assertThrows(InvalidCron.class, () -> server.schedules.update(A, "odd"));
    assertThrows(ScheduleNotFound.class, () -> server.schedules.update(B, "odd"));
    assertThrows(ScheduleNotFound.class, () -> server.schedules.pause(B));
    assertThrows(ScheduleNotFound.class, () -> server.schedules.unpause(B));
    assertThrows(ScheduleNotFound.class, () -> server.schedules.delete(B));
    assertThrows(ScheduleNotFound.class, () -> server.schedules.runNow(B));
    assertThrows(ScheduleNotFound.class, () -> server.schedules.kill(B));
    assertThrows(ScheduleRunning.class, () -> server.schedules.kill(A));

    assertEquals(HOURLY, server.job("a").cron());
    assertEquals(Server.RECIPE, shared.store.recipe(server.job("a").source()).orElseThrow());
  }

  @Test
  void deletedJobIsGoneAndItsHistoryStays() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    shared.timer.reach(ELEVEN);
    server.schedules.delete(A);
    shared.timer.reach(ELEVEN.plusSeconds(7200));

    assertEquals(List.of(), server.schedules.list());
    assertEquals(List.of(ELEVEN), starts(server.runs("a")));
    assertThrows(ScheduleNotFound.class, () -> server.schedules.activity(A));
  }

  @Test
  void runIsSeenWhileItLasts() throws Exception {
    HeldTask task = new HeldTask();
    Server server = new Server(shared, task, VIRTUAL);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);

    CompletableFuture<RunEnd> end = server.schedules.runNow(A);
    task.begun.await();

    assertEquals(
        new ScheduledJob.Activity(shared.clock.instant(), HeldTask.SESSION.value()),
        server.schedules.activity(A).orElseThrow());
    assertTrue(stored("a").isRunning());
    assertNull(server.job("a").lastRun());
    assertThrows(ScheduleRunning.class, () -> server.schedules.runNow(A));
    assertThrows(ScheduleRunning.class, () -> server.schedules.pause(A));
    assertThrows(ScheduleRunning.class, () -> server.schedules.update(A, "odd"));
    server.schedules.unpause(A);

    shared.clock.advance(Duration.ofSeconds(5));
    task.end.countDown();

    assertEquals(new RunEnd.Done(HeldTask.SESSION), end.get(60, TimeUnit.SECONDS));
    assertFalse(stored("a").isRunning());
    assertEquals(shared.clock.instant(), server.job("a").lastRun());
    ScheduleRun entry = server.runs("a").getFirst();
    assertEquals(Outcome.SUCCEEDED, entry.outcome());
    assertEquals(Trigger.HAND, entry.trigger());
    assertEquals(HeldTask.SESSION, entry.session());
    assertEquals(shared.clock.instant(), entry.end());
  }

  @Test
  void killFreesTheJobAtOnce() throws Exception {
    HeldTask task = new HeldTask();
    Server server = new Server(shared, task, VIRTUAL);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    CompletableFuture<RunEnd> end = server.schedules.runNow(A);
    task.begun.await();

    server.schedules.kill(A);

    assertEquals(new RunEnd.Cancelled(HeldTask.SESSION), end.get(60, TimeUnit.SECONDS));
    assertFalse(stored("a").isRunning());
    assertEquals(shared.clock.instant(), server.job("a").lastRun());
    assertEquals(Outcome.KILLED, server.runs("a").getFirst().outcome());
    assertThrows(ScheduleRunning.class, () -> server.schedules.kill(A));
  }

  @Test
  void sessionThatComesAfterTheKillMarksNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    JobTask slow =
        (_, run) -> {
          begun.countDown();
          while (run.entry().isOpen()) {
            Thread.onSpinWait();
          }
          run.runsIn(HeldTask.SESSION);
          over.countDown();
          return Server.OK;
        };
    Server server = new Server(shared, slow, VIRTUAL);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    var _ = server.schedules.runNow(A);
    begun.await();

    server.schedules.kill(A);
    over.await();

    assertFalse(stored("a").isRunning());
    assertEquals(Outcome.KILLED, server.runs("a").getFirst().outcome());
  }

  @Test
  void fireDuringARunIsSkippedAndManyAreOneEntry() throws Exception {
    HeldTask task = new HeldTask();
    Server server = new Server(shared, task, VIRTUAL);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    var _ = server.schedules.runNow(A);
    task.begun.await();

    shared.timer.reach(ELEVEN.plusSeconds(7200));

    ScheduleRun skipped = server.runs("a").getFirst();
    assertEquals(Outcome.SKIPPED, skipped.outcome());
    assertEquals(3, skipped.fires());
    assertEquals(ELEVEN, skipped.start());
    assertEquals(ELEVEN.plusSeconds(7200), skipped.end());
    assertEquals(2, server.runs("a").size());
    task.end.countDown();
  }

  @Test
  void runThatComesToNothingSaysWhy() throws Exception {
    Server server =
        new Server(
            shared,
            (_, _) -> {
              throw new RunFailed("no model");
            },
            Runnable::run);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);

    assertEquals(
        new RunEnd.Failed("no model"), server.schedules.runNow(A).get(60, TimeUnit.SECONDS));

    ScheduleRun entry = server.runs("a").getFirst();
    assertEquals(Outcome.FAILED, entry.outcome());
    assertEquals("no model", entry.reason());
    assertEquals(shared.clock.instant(), server.job("a").lastRun());
    assertFalse(server.job("a").isRunning());
  }

  @Test
  void endOfTheServerInterruptsItsRuns() throws Exception {
    HeldTask task = new HeldTask();
    Server server = new Server(shared, task, VIRTUAL);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    CompletableFuture<RunEnd> end = server.schedules.runNow(A);
    task.begun.await();

    server.close();

    assertEquals(new RunEnd.Cancelled(HeldTask.SESSION), end.get(60, TimeUnit.SECONDS));
    assertEquals(Outcome.INTERRUPTED, server.runs("a").getFirst().outcome());
    assertFalse(stored("a").isRunning());
    shared.timer.reach(ELEVEN.plusSeconds(7200));
    assertEquals(1, server.runs("a").size());
  }

  @Test
  void jobOfADeadServerIsFree() throws Exception {
    HeldTask task = new HeldTask();
    Server dying = new Server(shared, task, VIRTUAL);
    dying.schedules.create(A, HOURLY, Server.RECIPE, null);
    var _ = dying.schedules.runNow(A);
    task.begun.await();
    dying.ledger.die();

    Server server = Server.quick(shared);
    assertFalse(server.job("a").isRunning());
    assertTrue(stored("a").isRunning());
    shared.clock.advance(Duration.ofSeconds(9));
    server.schedules.lookAround();

    assertFalse(stored("a").isRunning());
    ScheduleRun left = server.runs("a").getFirst();
    assertEquals(Outcome.INTERRUPTED, left.outcome());
    assertEquals(shared.clock.instant(), left.end());
    assertEquals(
        RunEnd.Failed.class, server.schedules.runNow(A).get(60, TimeUnit.SECONDS).getClass());
  }

  @Test
  void runOfAnotherServerIsSeenAndNotOverlapped() throws Exception {
    HeldTask task = new HeldTask();
    Server first = new Server(shared, task, VIRTUAL);
    Server second = Server.quick(shared);
    first.schedules.create(A, HOURLY, Server.RECIPE, null);
    second.schedules.follow();
    var _ = first.schedules.runNow(A);
    task.begun.await();

    assertEquals(HeldTask.SESSION.value(), second.schedules.activity(A).orElseThrow().session());
    assertThrows(ScheduleRunning.class, () -> second.schedules.runNow(A));
    assertThrows(ScheduleRunning.class, () -> second.schedules.pause(A));
    assertThrows(ScheduleRunning.class, () -> second.schedules.kill(A));
    second.schedules.lookAround();
    assertTrue(stored("a").isRunning());

    shared.timer.reach(ELEVEN);
    assertEquals(Outcome.SKIPPED, second.runs("a").getFirst().outcome());
    assertEquals(1, second.runs("a").getFirst().fires());
    task.end.countDown();
    Eventually.holds(() -> !second.job("a").isRunning());
  }

  @Test
  void missedFiresAreSkippedAndReported() {
    Server before = Server.quick(shared);
    before.schedules.create(A, HOURLY, Server.RECIPE, null);
    before.close();
    shared.clock.set(ELEVEN.plusSeconds(3 * 3600 + 120));

    Server server = Server.quick(shared);
    server.schedules.lookAround();
    shared.timer.reach(shared.clock.instant());

    ScheduleRun missed = server.runs("a").getFirst();
    assertEquals(1, server.runs("a").size());
    assertEquals(Outcome.SKIPPED, missed.outcome());
    assertEquals(4, missed.fires());
    assertEquals(ELEVEN, missed.start());
    assertEquals(ELEVEN.plusSeconds(3 * 3600), missed.end());
    shared.timer.reach(ELEVEN.plusSeconds(4 * 3600));
    assertEquals(ELEVEN.plusSeconds(4 * 3600), server.runs("a").getFirst().start());
  }

  @Test
  void missedFiresAreMadeUpForOnceIfWanted() {
    shared.settings.put("GANDER_SCHEDULE_MISSED", Json.of("run-once"));
    Server before = Server.quick(shared);
    before.schedules.create(A, HOURLY, Server.RECIPE, null);
    before.close();
    shared.clock.set(ELEVEN.plusSeconds(3 * 3600 + 120));

    Server server = Server.quick(shared);
    Server another = Server.quick(shared);
    server.schedules.lookAround();
    another.schedules.lookAround();
    shared.timer.reach(shared.clock.instant());

    assertEquals(1, server.runs("a").size());
    assertEquals(Trigger.MISSED, server.runs("a").getFirst().trigger());
    assertEquals(shared.clock.instant(), server.job("a").lastRun());
  }

  @Test
  void fireThatIsAlmostOnTimeIsNotMissed() {
    Server before = Server.quick(shared);
    before.schedules.create(A, HOURLY, Server.RECIPE, null);
    before.close();
    shared.clock.set(ELEVEN.plusSeconds(30));

    Server server = Server.quick(shared);
    server.schedules.lookAround();
    shared.timer.reach(shared.clock.instant());

    assertEquals(Trigger.TIMER, server.runs("a").getFirst().trigger());
    assertEquals(Outcome.SUCCEEDED, server.runs("a").getFirst().outcome());
  }

  @Test
  void editsOfOthersAreFollowed() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    server.schedules.create(B, HOURLY, Server.RECIPE, null);

    edit(job -> job.id().equals(A) ? job.withCron("30 * * * *") : job.withPaused(true));
    server.schedules.follow();
    shared.timer.reach(ELEVEN);

    assertEquals(List.of(ELEVEN.minusSeconds(1800)), starts(server.runs("a")));
    assertEquals(List.of(), server.runs("b"));
    shared.store.change(_ -> List.of());
    server.schedules.follow();
    shared.timer.reach(ELEVEN.plusSeconds(7200));
    assertEquals(1, server.runs("a").size());
  }

  @Test
  void editCountsFromThenOnWhateverTheOldExpressionHadFired() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    shared.timer.reach(ELEVEN.plusSeconds(1800));

    edit(job -> job.withCron("5 * * * *"));
    server.schedules.follow();
    edit(job -> job.withPaused(true));
    server.schedules.follow();
    shared.timer.reach(ELEVEN.plusSeconds(3600 + 1800));
    edit(job -> job.withPaused(false));
    server.schedules.follow();
    shared.timer.reach(ELEVEN.plusSeconds(2 * 3600 + 300));

    assertEquals(List.of(ELEVEN.plusSeconds(2 * 3600 + 300), ELEVEN), starts(server.runs("a")));
  }

  @Test
  void editThatTheTimerRingsBeforeCountsToo() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);

    edit(job -> job.withCron("5 * * * *"));
    shared.timer.reach(ELEVEN.plusSeconds(300));

    assertEquals(List.of(ELEVEN.plusSeconds(300)), starts(server.runs("a")));
  }

  @Test
  void copyFromBeforeARunDoesNotCount() {
    Server server = Server.quick(shared);
    ScheduledJob old = server.schedules.create(A, HOURLY, Server.RECIPE, null);
    shared.timer.reach(ELEVEN);

    shared.store.change(_ -> List.of(old.withPaused(true).withCron("1 1 1 1 *")));

    assertEquals(HOURLY, server.job("a").cron());
    assertEquals(ELEVEN, server.job("a").lastRun());
    server.schedules.unpause(A);
    shared.timer.reach(ELEVEN.plusSeconds(3600));
    assertEquals(2, server.runs("a").size());
  }

  @Test
  void emptiedStoreChangesNothingAndIsFilledByTheNextChange() {
    Server server = Server.quick(shared);
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    shared.store.empty();

    assertEquals(HOURLY, server.job("a").cron());
    server.schedules.create(B, HOURLY, Server.RECIPE, null);

    assertEquals(2, shared.store.read().orElseThrow().size());
  }

  @Test
  void jobWithoutRecipeOrWithAWrongExpressionIsLeftOutAndKept() {
    Server server = Server.quick(shared);
    String source = server.schedules.create(A, HOURLY, Server.RECIPE, null).source();
    ScheduledJob lost = ScheduledJob.of(B, "/nowhere.yaml", HOURLY);
    ScheduledJob odd = ScheduledJob.of(new JobId("odd"), source, "odd");
    shared.store.change(stored -> List.of(stored.orElseThrow().getFirst(), lost, odd));

    assertEquals(List.of(A), server.schedules.list().stream().map(ScheduledJob::id).toList());
    server.schedules.pause(A);
    assertEquals(3, shared.store.read().orElseThrow().size());
    assertThrows(ScheduleNotFound.class, () -> server.schedules.delete(B));

    server.schedules.create(B, "7 * * * *", Server.RECIPE, null);
    assertEquals("7 * * * *", server.job("b").cron());
  }

  private void edit(UnaryOperator<ScheduledJob> change) {
    shared.store.change(stored -> stored.orElseThrow().stream().map(change).toList());
  }

  private ScheduledJob stored(String id) {
    return shared.store.read().orElseThrow().stream()
        .filter(job -> job.id().text().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Instant> starts(List<ScheduleRun> runs) {
    return runs.stream().map(ScheduleRun::start).toList();
  }

  /// Or a client that reads the file finds a job that does not run.
  @Test
  void aSessionIsShownWhenItIsStored() {
    List<Optional<String>> shown = new ArrayList<>();
    var self = new AtomicReference<Server>();
    Runnable look =
        () -> {
          Schedules schedules = self.get().schedules;
          if (schedules.exists(A)) {
            shown.add(schedules.activity(A).map(ScheduledJob.Activity::session));
          }
        };
    JobTask task =
        (_, run) -> {
          run.runsIn(HeldTask.SESSION);
          look.run();
          return Server.OK;
        };
    self.set(new Server(shared, task, Runnable::run, parts -> with(parts, beforeEachChange(look))));
    self.get().schedules.create(A, HOURLY, Server.RECIPE, null);

    shared.timer.reach(ELEVEN);

    Optional<String> session = Optional.of(HeldTask.SESSION.value());
    assertEquals(List.of(Optional.empty(), session, session), shown);
  }

  private ScheduleStore beforeEachChange(Runnable look) {
    InvocationHandler looking =
        (_, method, arguments) -> {
          if (method.getName().equals("change")) {
            look.run();
          }
          return method.invoke(shared.store, arguments);
        };
    return (ScheduleStore)
        Proxy.newProxyInstance(
            ScheduleStore.class.getClassLoader(), new Class<?>[] {ScheduleStore.class}, looking);
  }

  private static Schedules.Parts with(Schedules.Parts parts, ScheduleStore store) {
    return new Schedules.Parts(
        store,
        parts.ledger(),
        parts.history(),
        parts.showing(),
        parts.timers(),
        parts.settings(),
        parts.clock(),
        parts.threads(),
        parts.sight());
  }
}
