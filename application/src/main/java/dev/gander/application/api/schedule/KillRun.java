package dev.gander.application.api.schedule;

import dev.gander.application.schedule.Schedules;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduleRunning;

/// Ends the run of a job, also while it waits for an approval.
public final class KillRun {
  private final Schedules schedules;

  public KillRun(Schedules schedules) {
    this.schedules = schedules;
  }

  /// The job is idle when this returns.
  ///
  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning if it is not running, or another server runs it
  public void kill(JobId id) {
    schedules.kill(id);
  }
}
