package dev.gander.application.api.schedule;

import dev.gander.application.schedule.Schedules;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.Comparator;
import java.util.List;

/// Lists what a job did: its sessions, and its history. Both stay when the job is deleted; an
/// unknown id has done nothing.
public final class ListRuns {
  private static final Comparator<Session> NEWEST_FIRST =
      Comparator.comparing((Session session) -> session.activity().createdAt())
          .thenComparing(Session::id)
          .reversed();

  private final Schedules schedules;
  private final SessionStore sessions;

  public ListRuns(Schedules schedules, SessionStore sessions) {
    this.schedules = schedules;
    this.sessions = sessions;
  }

  /// The sessions of the runs that are over, newest first.
  public List<Session> sessions(JobId id, long limit) {
    return sessions.list(SessionType.LISTED).stream()
        .filter(session -> id.text().equals(session.details().origin().scheduleId()))
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  /// The entries of the history, newest first, with numbers below `before`.
  public List<ScheduleRun> history(JobId id, int limit, long before) {
    return schedules.history(id, limit, before);
  }
}
