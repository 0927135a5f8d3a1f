package dev.gander.adapters.postgres.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.SessionStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSessionsTest implements SessionStoreContract {
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
  void whatCannotBeStoredIsReplacedInNamesAndKeptInJson() {
    JsonObject data = JsonObject.of("k\0", Json.of("a\0b"));

    Session created =
        sessions()
            .create(PLAIN.withName(SessionName.suggested("a\0b\uD83Dc")).withExtensionData(data));

    assertEquals("a\uFFFDb\uFFFDc", created.details().name().text());
    assertEquals(data, sessions().get(created.id()).details().extensionData());
  }

  @Test
  void aSecondServerCountsOn() {
    sessions().create(PLAIN);
    try (PostgresWorld other = PostgresWorld.on(world.server(), world.address())) {
      assertEquals("20260304_2", other.sessions().create(PLAIN).id().value());
    }
    assertEquals("20260304_3", sessions().create(PLAIN).id().value());
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
