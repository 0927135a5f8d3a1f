package dev.gander.application.api.session;

import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.List;

/// Lists the sessions of users and schedules, most recently changed first.
public final class ListSessions {
  private final SessionStore sessions;

  public ListSessions(SessionStore sessions) {
    this.sessions = sessions;
  }

  public List<Session> list() {
    return sessions.list(SessionType.LISTED);
  }
}
