package dev.gander.testkit.store;

import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;

class InMemorySessionStoreTest implements SessionStoreContract {
  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final SessionStore sessions = new InMemorySessionStore(clock);

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }
}
