package dev.gander.application.api.schedule;

import dev.gander.application.schedule.Schedules;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleNotFound;

/// Deletes a job. Its recipe, its sessions and its history stay, and a run goes on.
public final class DeleteSchedule {
  private final Schedules schedules;

  public DeleteSchedule(Schedules schedules) {
    this.schedules = schedules;
  }

  /// @throws ScheduleNotFound for an unknown id
  public void delete(JobId id) {
    schedules.delete(id);
  }
}
