package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.JobTimer;
import dev.gander.testkit.SettableClock;
import java.time.Instant;

class SettableTimerTest implements JobTimerContract {
  private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
  private final SettableTimer timers = new SettableTimer(clock);

  @Override
  public JobTimer start(JobTimer.Bell bell) {
    return timers.start(bell);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void reach(Instant moment) {
    timers.reach(moment);
  }
}
