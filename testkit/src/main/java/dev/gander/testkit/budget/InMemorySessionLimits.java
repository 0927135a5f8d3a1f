package dev.gander.testkit.budget;

import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.session.SessionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// SpendingLimits of sessions in memory.
public final class InMemorySessionLimits implements SessionLimits {
  private final Map<SessionId, SpendingLimits> limits = new ConcurrentHashMap<>();

  @Override
  public SpendingLimits find(SessionId session) {
    return limits.getOrDefault(session, SpendingLimits.NONE);
  }

  @Override
  public void put(SessionId session, SpendingLimits changed) {
    if (changed.isUnlimited()) {
      limits.remove(session);
    } else {
      limits.put(session, changed);
    }
  }
}
