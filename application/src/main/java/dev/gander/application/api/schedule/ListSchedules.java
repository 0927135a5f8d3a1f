package dev.gander.application.api.schedule;

import dev.gander.application.schedule.Schedules;
import dev.gander.domain.schedule.ScheduledJob;
import java.util.List;

/// Lists the jobs, whoever has made them.
public final class ListSchedules {
  private final Schedules schedules;

  public ListSchedules(Schedules schedules) {
    this.schedules = schedules;
  }

  /// In the order of their ids. Jobs without a recipe file, or with a wrong expression, are left
  /// out.
  public List<ScheduledJob> list() {
    return schedules.list();
  }
}
