package dev.gander.adapters.persistence.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.access.OwnedThing.Kind;
import dev.gander.domain.access.Ownership;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.access.OwnershipContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlOwnershipTest implements OwnershipContract {
  @TempDir Path folder;
  private OwnDatabase database;

  @BeforeEach
  void open() {
    database = opened();
  }

  private OwnDatabase opened() {
    return new OwnDatabase(folder.resolve("sessions/gander.db"), List.of(SqlOwnership.TABLES));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public Ownership ownership() {
    return new SqlOwnership(database);
  }

  @Test
  void whatIsLookedForInVainMakesNoFile() {
    assertEquals(Optional.empty(), ownership().of(OwnedThing.of(new SessionId("20260101_1"))));

    assertFalse(database.exists());
  }

  @Test
  void anotherProcessSeesAChangeAtOnce() {
    ownership().give(SESSION, ANNA);
    try (OwnDatabase other = opened()) {
      Ownership elsewhere = new SqlOwnership(other);
      assertEquals(Set.of("20260102_1"), elsewhere.openTo(ANNA, Kind.SESSION));

      ownership().forget(SESSION);

      assertEquals(Set.of(), elsewhere.openTo(ANNA, Kind.SESSION));
    }
  }
}
