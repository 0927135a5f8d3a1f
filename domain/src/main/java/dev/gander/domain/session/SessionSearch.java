package dev.gander.domain.session;

import java.util.List;

/// Searches all sessions of the types in [SessionType#LISTED]. Threads, interruption and failures
/// are those of [SessionStore]. An implementation never holds the messages of many sessions in
/// memory.
public interface SessionSearch {
  /// The sessions with a message that matches, hidden ones included, in the order of
  /// [Session#NEWEST_FIRST]. A message that cannot be read does not match.
  List<Session> search(SessionQuery query);

  SessionInsights insights();
}
