package dev.gander.application.api.schedule;

import dev.gander.application.schedule.Schedules;
import dev.gander.domain.schedule.InvalidCron;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduleRunning;
import dev.gander.domain.schedule.ScheduledJob;

/// Changes when a job runs. What is refused changes nothing.
public final class ChangeSchedule {
  private final Schedules schedules;

  public ChangeSchedule(Schedules schedules) {
    this.schedules = schedules;
  }

  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning while it runs; checked before the expression
  /// @throws InvalidCron if the text is not an expression
  public ScheduledJob update(JobId id, String cron) {
    return schedules.update(id, cron);
  }

  /// From now on only who asks for it runs the job.
  ///
  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning while it runs
  public void pause(JobId id) {
    schedules.pause(id);
  }

  /// @throws ScheduleNotFound for an unknown id
  public void unpause(JobId id) {
    schedules.unpause(id);
  }
}
