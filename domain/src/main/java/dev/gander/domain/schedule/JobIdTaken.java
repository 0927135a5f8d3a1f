package dev.gander.domain.schedule;

import dev.gander.domain.error.Conflict;

/// There is a job with this id already.
public final class JobIdTaken extends Conflict {
  private static final long serialVersionUID = 1;

  public JobIdTaken(JobId id) {
    super("Job ID already exists: " + id);
  }
}
