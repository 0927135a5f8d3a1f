package dev.gander.domain.schedule;

import dev.gander.domain.error.Conflict;

/// What was asked for is not possible while the job runs, or while it does not.
public final class ScheduleRunning extends Conflict {
  private static final long serialVersionUID = 1;

  private ScheduleRunning(String message) {
    super(message);
  }

  public static ScheduleRunning already(JobId id) {
    return new ScheduleRunning("Job '" + id + "' is already running");
  }

  public static ScheduleRunning cannot(String change, JobId id) {
    return new ScheduleRunning("Cannot " + change + " running schedule '" + id + "'");
  }

  public static ScheduleRunning idle(JobId id) {
    return new ScheduleRunning("Schedule '" + id + "' is not running");
  }

  public static ScheduleRunning elsewhere(JobId id) {
    return new ScheduleRunning("Job '" + id + "' is run by another server");
  }
}
