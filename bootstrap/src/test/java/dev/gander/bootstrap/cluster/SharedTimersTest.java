package dev.gander.bootstrap.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobTimer;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.schedule.SettableTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTimersTest {
  private static final JobId JOB = new JobId("job");
  private static final Instant NINE = Instant.parse("2026-01-02T09:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final SettableClock machine = new SettableClock(NINE.plus(HOUR));
  private final SettableClock shared = new SettableClock(NINE);
  private final SettableTimer timers = new SettableTimer(machine);
  private final List<Instant> rung = new ArrayList<>();
  private final JobTimer timer =
      new SharedTimers(timers, machine, shared).start((_, moment) -> rung.add(moment));

  private void reach(Duration later) {
    shared.set(NINE.plus(later));
    timers.reach(NINE.plus(HOUR).plus(later));
  }

  @Test
  void whatIsPlannedRingsByTheClockOfAllServers() {
    Instant moment = NINE.plusSeconds(60);
    timer.plan(JOB, moment);

    reach(Duration.ofSeconds(59));
    assertEquals(List.of(), rung);
    reach(Duration.ofSeconds(60));
    assertEquals(List.of(moment), rung);
    reach(HOUR.multipliedBy(2));
    assertEquals(List.of(moment), rung);
  }

  /// As before a server knows how its clock differs.
  @Test
  void whatRingsTooEarlyRingsAgainInTime() {
    shared.set(machine.instant());
    Instant moment = NINE.plus(HOUR).plusSeconds(60);
    timer.plan(JOB, moment);

    reach(Duration.ofSeconds(60));
    assertEquals(List.of(), rung);
    reach(HOUR.plusSeconds(60));
    assertEquals(List.of(moment), rung);
  }

  @Test
  void thePastRingsAtOnce() {
    timer.plan(JOB, NINE.minusSeconds(1));

    reach(Duration.ZERO);

    assertEquals(List.of(NINE.minusSeconds(1)), rung);
  }

  @Test
  void aPlanThatWasChangedOrWithdrawnDoesNotRing() {
    timer.plan(JOB, NINE.plusSeconds(10));
    timer.plan(JOB, NINE.plusSeconds(20));
    timer.plan(new JobId("other"), NINE.plusSeconds(10));
    timer.cancel(new JobId("other"));

    reach(HOUR);

    assertEquals(List.of(NINE.plusSeconds(20)), rung);
  }

  @Test
  void nothingRingsAfterTheEnd() {
    timer.plan(JOB, NINE.plusSeconds(10));
    timer.close();

    reach(HOUR);

    assertEquals(List.of(), rung);
  }
}
