package dev.gander.adapters.postgres.session;

import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.SessionSearchContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresSearchTest implements SessionSearchContract {
  private PostgresWorld world;

  @BeforeEach
  void open() {
    world = PostgresWorld.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Override
  public SessionSearch search() {
    return new PostgresSearch(world.database(), world.sessions());
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
