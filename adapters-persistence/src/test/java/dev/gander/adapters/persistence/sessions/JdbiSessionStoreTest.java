package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.SessionStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbiSessionStoreTest implements SessionStoreContract {
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
  public SessionStore sessions() {
    return world.sessions();
  }

  @Override
  public SettableClock clock() {
    return world.clock();
  }
}
