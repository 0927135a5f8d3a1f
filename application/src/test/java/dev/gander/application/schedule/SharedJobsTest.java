package dev.gander.application.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Jobs that others delete and make anew, and a clock that was wrong.
class SharedJobsTest {
  private static final Instant ELEVEN = Instant.parse("2026-03-04T11:00:00Z");
  private static final JobId A = new JobId("a");
  private static final String HOURLY = "0 * * * *";

  private final Server.Shared shared = new Server.Shared();
  private final Server server = Server.quick(shared);

  @Test
  void jobThatAnotherServerMakesAnewIsNotAnOldCopyOfTheOneBefore() {
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    Server another = Server.quick(shared);
    another.schedules.lookAround();
    shared.timer.reach(ELEVEN);
    assertEquals(ELEVEN, another.job("a").lastRun());

    shared.clock.advance(Duration.ofSeconds(1));
    server.schedules.delete(A);
    server.schedules.create(A, "30 * * * *", Server.RECIPE, null);

    ScheduledJob anew = another.job("a");
    assertEquals("30 * * * *", anew.cron());
    assertEquals(null, anew.lastRun());
    shared.timer.reach(ELEVEN.plus(Duration.ofMinutes(59)));
    assertEquals(2, another.runs("a").size());
  }

  @Test
  void jobThatComesAgainLaterHasMissedNothing() {
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    ScheduledJob job = server.job("a");
    shared.store.change(_ -> List.of());
    server.schedules.lookAround();
    shared.timer.reach(ELEVEN.plus(Duration.ofHours(3)).plusSeconds(90));

    shared.store.change(_ -> List.of(job));
    server.schedules.lookAround();
    shared.timer.reach(shared.clock.instant());
    assertEquals(List.of(), server.runs("a"));

    shared.timer.reach(ELEVEN.plus(Duration.ofHours(4)));
    assertEquals(List.of(Outcome.SUCCEEDED), outcomes("a"));
  }

  @Test
  void jobThatWentWhileNoServerRanIsForgottenToo() {
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    server.schedules.create(new JobId("b"), HOURLY, Server.RECIPE, null);
    ScheduledJob job = server.job("a");
    server.close();
    shared.store.change(_ -> List.of(job.withCron("1 1 1 1 *")));

    Server next = Server.quick(shared);
    next.schedules.lookAround();

    assertEquals(Set.of(A), shared.ledger.settled().keySet());
  }

  @Test
  void clockThatWasAheadHoldsNoFireBack() {
    server.schedules.create(A, HOURLY, Server.RECIPE, null);
    Instant ahead = ELEVEN.plus(Duration.ofDays(2));
    shared.timer.reach(ahead);
    assertEquals(Outcome.SUCCEEDED, outcomes("a").getFirst());
    int before = server.runs("a").size();

    shared.clock.set(ELEVEN.plusSeconds(60));
    server.schedules.lookAround();
    shared.timer.reach(ELEVEN.plus(Duration.ofHours(2)));
    assertEquals(before + 2, server.runs("a").size());

    server.close();
    shared.ledger.settle(Map.of(A, ahead));
    Server next = Server.quick(shared);
    next.schedules.lookAround();
    shared.timer.reach(ELEVEN.plus(Duration.ofHours(3)));
    assertEquals(before + 3, next.runs("a").size());
  }

  @Test
  void skippedFiresOfTwoServersAreOneEntryUntilARun() throws Exception {
    HeldTask task = new HeldTask();
    Server busy = new Server(shared, task, work -> Thread.ofVirtual().start(work));
    busy.schedules.create(A, HOURLY, Server.RECIPE, null);
    var run = busy.schedules.runNow(A);
    task.begun.await();
    shared.timer.reach(ELEVEN);
    server.schedules.follow();
    shared.timer.reach(ELEVEN.plus(Duration.ofHours(2)));
    assertEquals(3, server.runs("a").getFirst().fires());
    task.end.countDown();
    run.get();

    HeldTask again = new HeldTask();
    Server third = new Server(shared, again, work -> Thread.ofVirtual().start(work));
    var _ = third.schedules.runNow(A);
    again.begun.await();
    shared.timer.reach(ELEVEN.plus(Duration.ofHours(3)));

    List<ScheduleRun> runs = server.runs("a");
    assertEquals(List.of(1L, 1L, 3L, 1L), runs.stream().map(ScheduleRun::fires).toList());
    again.end.countDown();
  }

  private List<Outcome> outcomes(String id) {
    return server.runs(id).stream().map(ScheduleRun::outcome).toList();
  }
}
