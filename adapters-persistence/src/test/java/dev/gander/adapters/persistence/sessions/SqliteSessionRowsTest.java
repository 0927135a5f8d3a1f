package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.SessionRows;
import dev.gander.testkit.store.SessionRowsContract;
import dev.gander.testkit.store.SessionStoreContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionRowsTest implements SessionRowsContract {
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

  @Test
  void numbersAreThoseOfSessionsThatAreThereOrGone() {
    world.sessions().create(SessionStoreContract.PLAIN);
    world.sessions().delete(world.sessions().create(SessionStoreContract.PLAIN).id());

    assertEquals(Map.of("20260304", 2L), rows().numbers());
  }

  @Override
  public SessionRows rows() {
    return new SqliteSessionRows(world.database(), world.file().resolveSibling("retired"));
  }
}
