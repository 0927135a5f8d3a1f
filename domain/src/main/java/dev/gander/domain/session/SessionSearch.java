package dev.gander.domain.session;

import java.util.List;

/// Searches all sessions of the types in [SessionType#LISTED]. Threading, interruption and failures
/// are as in [SessionStore]. An implementation never holds the messages of many sessions in memory.
public interface SessionSearch {
  /// The sessions with a matching message, hidden messages included, in the order of
  /// [Session#NEWEST_FIRST]. A message that cannot be read does not match.
  List<Session> search(SessionQuery query);

  /// Whether a session has a matching message. The query's limit does not matter.
  boolean isSaidIn(SessionId id, SessionQuery query);

  SessionInsights insights();
}
