package dev.gander.bootstrap.ondemand;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.schedule.JobTimer;
import dev.gander.domain.schedule.JobTimerFactory;

/// The timer of schedules, loaded with the first of them, since it requires Quartz.
public final class OnDemandJobTimers implements JobTimerFactory {
  private final OnDemand<JobTimerFactory> factory =
      new OnDemand<>(
          JobTimerFactory.class,
          "dev.gander.adapters.quartz",
          "quartz",
          () -> new Unavailable("The timer of schedules is not installed"));

  @Override
  public JobTimer start(JobTimer.Bell bell) {
    return factory.get().start(bell);
  }
}
