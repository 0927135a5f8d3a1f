package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.ConversationStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbiConversationStoreTest implements ConversationStoreContract {
  @TempDir Path folder;
  private SessionWorld world;

  @BeforeEach
  void open() {
    world = SessionWorld.in(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Override
  public ConversationStore conversations() {
    return world.conversations();
  }

  @Override
  public SessionStore sessions() {
    return world.sessions();
  }

  @Override
  public SettableClock clock() {
    return world.clock();
  }
}
