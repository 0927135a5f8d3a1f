package dev.gander.testkit.store;

import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;

class InMemorySessionSearchTest implements SessionSearchContract {
  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final InMemorySessionStore sessions = new InMemorySessionStore(clock);

  @Override
  public SessionSearch search() {
    return new InMemorySessionSearch(sessions);
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }
}
