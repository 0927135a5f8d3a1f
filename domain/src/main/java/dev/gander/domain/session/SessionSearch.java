package dev.gander.domain.session;

import java.util.List;

/// Searches all sessions of the types in [SessionType#LISTED]. Threading, interruption and failures
/// are as in [SessionStore]. An implementation never holds the messages of many sessions in memory.
public interface SessionSearch {
  /// The sessions with a matching message, hidden messages included, in the order of
  /// [Session#NEWEST_FIRST]. A message that cannot be read does not match.
  List<Session> search(SessionQuery query);

  SessionInsights insights();
}
