package dev.gander.domain.schedule;

import dev.gander.domain.error.NotFound;

/// There is no job with this id.
public final class ScheduleNotFound extends NotFound {
  private static final long serialVersionUID = 1;
  private final transient JobId id;

  public ScheduleNotFound(JobId id) {
    super("Schedule not found: " + id);
    this.id = id;
  }

  public JobId id() {
    return id;
  }
}
