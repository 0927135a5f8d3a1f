package dev.gander.application.api.schedule;

import dev.gander.application.schedule.JobSessions;
import dev.gander.application.schedule.Schedules;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.session.Session;
import java.util.List;

/// Lists what a job did: its sessions, and its history. Both stay when the job is deleted; an
/// unknown id has done nothing.
public final class ListRuns {
  private final Schedules schedules;
  private final JobSessions sessions;

  public ListRuns(Schedules schedules, JobSessions sessions) {
    this.schedules = schedules;
    this.sessions = sessions;
  }

  /// The sessions of the runs that are over, newest first.
  public List<Session> sessions(JobId id, long limit) {
    return sessions.of(id, limit);
  }

  /// The entries of the history, newest first, with numbers below `before`.
  public List<ScheduleRun> history(JobId id, int limit, long before) {
    return schedules.history(id, limit, before);
  }
}
