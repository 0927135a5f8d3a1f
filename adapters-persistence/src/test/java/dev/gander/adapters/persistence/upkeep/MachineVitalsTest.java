package dev.gander.adapters.persistence.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.adapters.persistence.sessions.SessionDatabase;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.observe.Vitals;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.observe.VitalsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineVitalsTest implements VitalsContract {
  @TempDir Path root;
  private SessionDatabase sessions;
  private OwnDatabase own;
  private Vitals vitals;

  @BeforeEach
  void open() {
    sessions = new SessionDatabase(file());
    own = new OwnDatabase(root.resolve("data/gander/gander.db"), List.of(SqlSessionPins.TABLES));
    vitals = new MachineVitals(sessions::look, own, root.resolve("data/not/there"));
  }

  @AfterEach
  void close() {
    sessions.close();
    own.close();
  }

  private Path file() {
    return root.resolve("data/sessions/sessions.db");
  }

  @Override
  public Vitals vitals() {
    return vitals;
  }

  @Override
  public void spoil() {
    try {
      Files.createDirectories(file().getParent());
      Files.writeString(
          file(), "this is no database, and long enough to be read as one\n".repeat(99));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void ourOwnDatabaseIsLookedAtOnceItIsThere() {
    assertEquals(1, vitals.stores().size());

    new SqlSessionPins(own).pin(new SessionId("20260101_1"));

    List<StoreState> stores = vitals.stores();
    assertEquals(2, stores.size());
    assertTrue(stores.getLast().name().contains("gander.db"), stores::toString);
  }

  /// A look opens what could not be opened before: nobody else would, as long as no client is sent
  /// here.
  @Test
  void aStoreThatIsMendedIsSoundAgain() throws IOException {
    spoil();
    assertTrue(!vitals.stores().getFirst().isSound());

    Files.delete(file());

    assertTrue(vitals.stores().getFirst().isSound());
  }
}
