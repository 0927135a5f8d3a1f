package dev.gander.testkit.store;

import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.cluster.StoredSession;
import dev.gander.domain.session.SessionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows of sessions in memory. Thread-safe.
public final class InMemorySessionRows implements SessionRows {
  // Guarded by this.
  private final Map<SessionId, StoredSession> sessions = new LinkedHashMap<>();
  private final Map<String, Long> numbers = new LinkedHashMap<>();

  @Override
  public synchronized List<SessionId> ids() {
    return List.copyOf(sessions.keySet());
  }

  @Override
  public synchronized Optional<StoredSession> find(SessionId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  @Override
  public synchronized void put(StoredSession session) {
    sessions.put(session.id(), session);
  }

  @Override
  public synchronized Map<String, Long> numbers() {
    return Map.copyOf(numbers);
  }

  @Override
  public synchronized void retire(Map<String, Long> given) {
    given.forEach((day, number) -> numbers.merge(day, number, Math::max));
  }
}
