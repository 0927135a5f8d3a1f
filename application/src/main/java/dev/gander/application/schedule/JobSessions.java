package dev.gander.application.schedule;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.Comparator;
import java.util.List;

/// The sessions of jobs, which stay when their job is deleted.
public record JobSessions(SessionStore sessions) {
  /// The sessions of the runs that are over, newest first.
  public List<Session> of(JobId id, long limit) {
    return sessions.list(SessionType.LISTED).stream()
        .filter(session -> id.text().equals(session.details().origin().scheduleId()))
        .sorted(
            Comparator.comparing((Session session) -> session.activity().createdAt())
                .thenComparing(Session::id)
                .reversed())
        .limit(limit)
        .toList();
  }
}
