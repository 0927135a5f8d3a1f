package dev.gander.domain.session;

import java.util.List;

/// Looks over all sessions of the types in [SessionType#LISTED]. Threads, interruption and failures
/// are those of [SessionStore]. An implementation never holds the messages of many sessions in
/// memory.
public interface SessionSearch {
  /// The sessions that hold a message as the query wants it, hidden messages included, newest
  /// `updatedAt` first, then highest id first. A message that cannot be read is not found.
  List<Session> search(SessionQuery query);

  SessionInsights insights();
}
