package dev.gander.adapters.postgres.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.SessionRows;
import dev.gander.testkit.store.SessionRowsContract;
import dev.gander.testkit.store.SessionStoreContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSessionRowsTest implements SessionRowsContract {
  private PostgresWorld world;

  @BeforeEach
  void open() {
    world = PostgresWorld.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void sessionsAreNumberedBehindThoseThatCame() {
    rows().retire(Map.of("20260304", 41L));

    assertEquals("20260304_42", world.sessions().create(SessionStoreContract.PLAIN).id().value());
  }

  @Override
  public SessionRows rows() {
    return new PostgresSessionRows(world.database());
  }
}
