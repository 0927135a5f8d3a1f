package dev.gander.testkit.keeping;

import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.session.SessionId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Pins in memory.
public final class InMemorySessionPins implements SessionPins {
  private final Set<SessionId> pinned = ConcurrentHashMap.newKeySet();

  @Override
  public void pin(SessionId id) {
    pinned.add(id);
  }

  @Override
  public void unpin(SessionId id) {
    pinned.remove(id);
  }

  @Override
  public Set<SessionId> all() {
    return Set.copyOf(pinned);
  }
}
