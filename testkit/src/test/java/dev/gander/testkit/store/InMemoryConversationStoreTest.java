package dev.gander.testkit.store;

import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;

class InMemoryConversationStoreTest implements ConversationStoreContract {
  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  private final ConversationStore conversations =
      new InMemoryConversationStore(sessions, new FixedIds());

  @Override
  public ConversationStore conversations() {
    return conversations;
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
