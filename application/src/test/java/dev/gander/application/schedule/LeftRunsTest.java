package dev.gander.application.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ServerDraining;
import dev.gander.domain.json.Json;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRunning;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs whose server died.
@Timeout(60)
class LeftRunsTest {
  private static final Instant ELEVEN = Instant.parse("2026-03-04T11:00:00Z");
  private static final JobId A = new JobId("a");
  private static final SessionId SESSION = new SessionId("20260304_7");

  private final Server.Shared shared = new Server.Shared();
  private final Held task = new Held();
  private final Server dying = server(task);
  private final List<String> cutOff = new CopyOnWriteArrayList<>();

  /// A run that waits before it gets its session, and then with it.
  private static final class Held implements JobTask {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch hasSession = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Thread thread;

    @Override
    public RunResult run(ScheduledJob job, ActiveRun run) throws InterruptedException {
      thread = Thread.currentThread();
      begun.countDown();
      goOn.await();
      run.runsIn(SESSION);
      hasSession.countDown();
      end.await();
      return Server.OK;
    }

    void getSession() throws InterruptedException {
      goOn.countDown();
      hasSession.await();
    }
  }

  private Server server(JobTask work) {
    return new Server(shared, work, run -> Thread.ofVirtual().start(run));
  }

  /// A server that was up before the other one died, and whose runs end at once.
  private Server survivor() {
    Server server =
        new Server(
            shared,
            new JobTask() {
              @Override
              public RunResult run(ScheduledJob job, ActiveRun run) {
                run.runsIn(new SessionId("20260304_8"));
                return Server.OK;
              }

              @Override
              public void cutOff(SessionId session, String server) {
                cutOff.add(session + " of " + server);
              }
            },
            Runnable::run);
    server.schedules.lookAround();
    return server;
  }

  private void fire() throws InterruptedException {
    dying.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    shared.timer.reach(ELEVEN);
    task.begun.await();
  }

  private void runOnce() {
    shared.settings.put("GANDER_SCHEDULE_CUT_OFF", Json.of("run-once"));
  }

  private static List<String> told(Server server) {
    return server.runs("a").stream().map(run -> run.trigger() + " " + run.outcome()).toList();
  }

  @Test
  void whatHadNotBegunIsRunByAnotherServer() throws Exception {
    fire();
    Server next = survivor();
    next.schedules.lookAround();
    assertEquals(List.of("TIMER null"), told(next));

    dying.ledger.die();
    next.schedules.lookAround();
    next.schedules.lookAround();

    assertEquals(List.of("TAKEOVER SUCCEEDED", "TIMER INTERRUPTED"), told(next));
    assertEquals(List.of(), cutOff);
    assertNull(next.job("a").activity());
    shared.timer.reach(ELEVEN.plus(Duration.ofHours(1)));
    assertEquals(3, next.runs("a").size());
  }

  @Test
  void aServerThatOnlySeemedDeadLeavesTheJobToTheOther() throws Exception {
    fire();
    Held again = new Held();
    Server busy = server(again);
    busy.schedules.lookAround();
    dying.ledger.die();
    Server next = survivor();
    next.schedules.lookAround();
    busy.schedules.lookAround();
    again.getSession();
    next.schedules.lookAround();

    task.goOn.countDown();
    Eventually.holds(() -> task.thread.getState() == Thread.State.TERMINATED);

    assertThrows(ScheduleRunning.class, () -> dying.schedules.runNow(A));
    assertEquals(List.of("TAKEOVER null", "TIMER INTERRUPTED"), told(next));
    assertEquals(1, task.end.getCount());
    again.end.countDown();
    Eventually.holds(() -> told(next).equals(List.of("TAKEOVER SUCCEEDED", "TIMER INTERRUPTED")));
  }

  @Test
  void whatHadBegunStaysInterrupted() throws Exception {
    fire();
    task.getSession();
    Server next = survivor();
    dying.ledger.die();

    next.schedules.lookAround();
    assertEquals(List.of("TIMER INTERRUPTED"), told(next));
    assertEquals(List.of("20260304_7 of " + dying.ledger.server()), cutOff);

    runOnce();
    next.schedules.lookAround();
    assertEquals(List.of("TIMER INTERRUPTED"), told(next));
  }

  @Test
  void theNextFireCutsOffTheRunBefore() throws Exception {
    fire();
    task.getSession();
    dying.ledger.die();
    dying.schedules.drain(); // it fires nothing
    Server next = survivor(); // whose first look leaves what is left

    shared.timer.reach(ELEVEN.plus(Duration.ofHours(1)));

    assertEquals(List.of("TIMER SUCCEEDED", "TIMER INTERRUPTED"), told(next));
    assertEquals(List.of("20260304_7 of " + dying.ledger.server()), cutOff);
  }

  @Test
  void whoAsksForARunCutsOffTheOneBefore() throws Exception {
    fire();
    task.getSession();
    dying.ledger.die();
    Server next = survivor();

    var _ = next.schedules.runNow(A);

    assertEquals(List.of("HAND SUCCEEDED", "TIMER INTERRUPTED"), told(next));
    assertEquals(List.of("20260304_7 of " + dying.ledger.server()), cutOff);
  }

  @Test
  void theEndOfARunThatWasTakenOverIsNotStored() throws Exception {
    fire();
    task.getSession();
    Held again = new Held();
    Server next = server(again);
    dying.ledger.die();
    var second = next.schedules.runNow(A);
    again.getSession();

    task.end.countDown();
    Eventually.holds(() -> dying.schedules.underWay() == 0);

    assertEquals(List.of("HAND null", "TIMER INTERRUPTED"), told(next));
    assertEquals("20260304_7", next.job("a").activity().session());
    assertThrows(ScheduleRunning.class, () -> dying.schedules.runNow(A));
    again.end.countDown();
    assertEquals(RunEnd.Done.class, second.get().getClass());
    assertEquals(List.of("HAND SUCCEEDED", "TIMER INTERRUPTED"), told(next));
  }

  /// The server that stood still gets the job again, while its first run still goes on.
  @Test
  void aRunThatWasTakenOverEndsBeforeTheNextOneOfItsServer() throws Exception {
    fire();
    task.getSession();
    dying.ledger.die();
    Server next = survivor();
    var _ = next.schedules.runNow(A);

    Thread lost = task.thread;
    var again = dying.schedules.runNow(A);
    lost.join();
    task.end.countDown();

    assertEquals(RunEnd.Done.class, again.get().getClass());
    assertEquals(List.of("HAND SUCCEEDED", "HAND SUCCEEDED", "TIMER INTERRUPTED"), told(next));
    assertEquals(0, dying.schedules.underWay());
  }

  @Test
  void theSessionOfWhatIsRunAgainIsCutOff() throws Exception {
    runOnce();
    fire();
    task.getSession();
    Server next = survivor();
    dying.ledger.die();

    next.schedules.lookAround();

    assertEquals(List.of("TAKEOVER SUCCEEDED", "TIMER INTERRUPTED"), told(next));
    assertEquals(List.of("20260304_7 of " + dying.ledger.server()), cutOff);
  }

  @Test
  void whatHasTakenOverIsNotTakenOver() throws Exception {
    runOnce();
    fire();
    dying.ledger.die();
    Held again = new Held();
    Server second = server(again);
    second.schedules.lookAround();
    again.getSession();
    Server third = survivor();
    second.ledger.die();

    third.schedules.lookAround();

    assertEquals(List.of("TAKEOVER INTERRUPTED", "TIMER INTERRUPTED"), told(third));
  }

  @Test
  void aFireThatWasOnlyClaimedIsRun() {
    dying.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    Server next = survivor();
    dying.ledger.claim(A, ELEVEN);
    dying.ledger.die();

    next.schedules.lookAround();

    assertEquals(List.of("TAKEOVER SUCCEEDED"), told(next));
  }

  @Test
  void whatSomebodyAskedForIsNotRunAgain() throws Exception {
    runOnce();
    dying.schedules.create(A, "0 * * * *", Server.RECIPE, null);
    var end = dying.schedules.runNow(A);
    task.begun.await();
    Server next = survivor();
    dying.ledger.die();

    next.schedules.lookAround();

    assertEquals(List.of("HAND INTERRUPTED"), told(next));
    task.goOn.countDown();
    task.end.countDown();
    assertEquals(RunEnd.Cancelled.class, end.get().getClass());
  }

  @Test
  void aJobThatIsPausedIsNotRunAgain() throws Exception {
    runOnce();
    fire();
    Server next = survivor();
    ScheduledJob job = next.job("a");
    shared.store.change(_ -> List.of(job.withPaused(true)));
    dying.ledger.die();

    next.schedules.lookAround();

    assertEquals(List.of("TIMER INTERRUPTED"), told(next));
  }

  @Test
  void aServerThatStartsRunsNothingAgainUnlessTheUserWants() throws Exception {
    fire();
    dying.ledger.die();

    Server next = survivor();
    next.schedules.lookAround();

    assertEquals(List.of("TIMER null"), told(next));
    var _ = next.schedules.runNow(A);
    assertEquals(List.of("HAND SUCCEEDED", "TIMER INTERRUPTED"), told(next));
  }

  @Test
  void aServerThatStartsRunsAgainWhatTheUserWants() throws Exception {
    runOnce();
    fire();
    dying.ledger.die();
    assertEquals(List.of("TAKEOVER SUCCEEDED", "TIMER INTERRUPTED"), told(survivor()));
  }

  @Test
  void aServerThatIsAboutToStopEndsItsRunAndLeavesTheRestToOthers() throws Exception {
    fire();
    Server next = survivor();
    dying.schedules.drain();

    assertThrows(ServerDraining.class, () -> dying.schedules.runNow(A));
    assertEquals(1, dying.schedules.underWay());
    task.getSession();
    task.end.countDown();
    // Its claim is the last thing that a run gives back.
    Eventually.holds(() -> dying.schedules.underWay() == 0 && !shared.ledger.isClaimed(A));
    assertEquals(List.of("TIMER SUCCEEDED"), told(next));
    dying.schedules.lookAround();
    shared.timer.reach(ELEVEN.plus(Duration.ofHours(1)));

    assertEquals(new SessionId("20260304_8"), next.runs("a").getFirst().session());
    assertEquals(List.of("TIMER SUCCEEDED", "TIMER SUCCEEDED"), told(next));
    dying.close();
  }

  @Test
  void ofManyServersOneTakesOver() throws Exception {
    fire();
    List<Server> others = List.of(survivor(), survivor(), survivor(), survivor());
    dying.ledger.die();

    List<Thread> threads =
        others.stream()
            .map(server -> Thread.ofVirtual().start(server.schedules::lookAround))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(List.of("TAKEOVER SUCCEEDED", "TIMER INTERRUPTED"), told(others.getFirst()));
    assertEquals(1, others.getFirst().runs("a").getFirst().fires());
  }

  @Test
  void theHistoryTellsBothRuns() throws Exception {
    fire();
    Server next = survivor();
    dying.ledger.die();
    next.schedules.lookAround();

    ScheduleRun again = next.runs("a").getFirst();

    assertEquals(new SessionId("20260304_8"), again.session());
    assertEquals(2, again.number());
  }
}
