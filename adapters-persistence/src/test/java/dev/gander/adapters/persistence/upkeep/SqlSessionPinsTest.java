package dev.gander.adapters.persistence.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.keeping.SessionPinsContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSessionPinsTest implements SessionPinsContract {
  @TempDir Path root;
  private OwnDatabase database;

  @BeforeEach
  void open() {
    database = new OwnDatabase(root.resolve("gander.db"), List.of(SqlSessionPins.TABLES));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public SessionPins pins() {
    return new SqlSessionPins(database);
  }

  @Test
  void whoPinsNothingGetsNoDatabase() {
    pins().unpin(new SessionId("20260304_1"));
    assertEquals(Set.of(), pins().all());

    assertFalse(Files.exists(root.resolve("gander.db")));
  }
}
