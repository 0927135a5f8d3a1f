package dev.gander.application.api.schedule;

import dev.gander.application.schedule.Schedules;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduleRunning;
import java.util.concurrent.ExecutionException;

/// Runs a job at once, whether or not it is paused.
public final class RunSchedule {
  private final Schedules schedules;

  public RunSchedule(Schedules schedules) {
    this.schedules = schedules;
  }

  /// Waits for the end of the run, which goes on if the caller is interrupted.
  ///
  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning if it is running
  /// @throws dev.gander.domain.cluster.WrongNode if this server lacks what it needs
  public RunEnd run(JobId id) throws InterruptedException {
    try {
      return schedules.runNow(id).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run always ends in one of its ways", e);
    }
  }
}
