package dev.gander.domain.keeping;

import dev.gander.domain.session.SessionId;
import java.util.Set;

/// The sessions that stay whatever the rules say. Thread-safe, also against other processes; each
/// method is atomic, and what it changed is on disk when it returns. Ids of sessions that are gone
/// may be among them.
public interface SessionPins {
  /// Does nothing if the session is pinned.
  void pin(SessionId id);

  /// Does nothing if the session is not pinned.
  void unpin(SessionId id);

  Set<SessionId> all();
}
