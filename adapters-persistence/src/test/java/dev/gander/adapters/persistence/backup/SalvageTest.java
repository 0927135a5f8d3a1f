package dev.gander.adapters.persistence.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalvageTest {
  @TempDir Path root;
  private KeptWorld world;
  private Path database;

  @BeforeEach
  void makeSessions() throws IOException {
    world = new KeptWorld(root);
    database = world.paths().sessionDatabase();
    world.say("one", 200);
    world.say("two", 100);
    world.close();
  }

  private Map<String, SavedTable> tables(Salvage.Outcome outcome) {
    return outcome.tables().stream().collect(Collectors.toMap(SavedTable::name, table -> table));
  }

  @Test
  void aSoundDatabaseIsLeftAlone() throws IOException {
    byte[] before = Files.readAllBytes(database);

    assertEquals(
        List.of(new Salvage.Outcome(database, Optional.empty(), List.of())), world.salvage().run());

    assertArrayEquals(before, Files.readAllBytes(database));
  }

  @Test
  void howFarItIsIsTold() throws IOException {
    world.damageLeaf("messages", 3);
    Salvage salvage = world.salvage();
    long size = salvage.expected();
    assertTrue(size >= database.toFile().length());
    assertEquals(0, salvage.done());

    salvage.run();

    assertEquals(size, salvage.done());
  }

  @Test
  void whatIsOutsideOfADamagedPageIsSavedAndTheRestTold() throws IOException {
    world.damageLeaf("messages", 3);
    byte[] before = Files.readAllBytes(database);

    Salvage.Outcome outcome = world.salvage().run().getFirst();

    SavedTable messages = tables(outcome).get("messages");
    assertEquals(300, messages.saved() + messages.lost());
    assertTrue(messages.lost() > 0 && messages.lost() <= 8, messages::toString);
    assertEquals(new SavedTable("sessions", 3, 0), tables(outcome).get("sessions"));
    assertArrayEquals(before, Files.readAllBytes(outcome.damaged().orElseThrow()));
    world.open();
    assertEquals(List.of("begun", "one", "two"), world.names());
    world.say("three", 1);
    world.close();
    assertEquals(Optional.empty(), world.salvage().run().getFirst().damaged());
  }

  @Test
  void messagesOfLostSessionsGetOneToBelongTo() throws IOException {
    world.damageLeaf("sessions", 0);

    Salvage.Outcome outcome = world.salvage().run().getFirst();

    assertEquals(0, tables(outcome).get("sessions").saved());
    assertEquals(300, tables(outcome).get("messages").saved());
    world.open();
    assertEquals(2, world.names().size());
    assertTrue(world.names().getFirst().startsWith("Recovered "), () -> world.names().toString());
    world.close();
  }

  @Test
  void aTableWithoutItsRootLosesItsRowsOnly() throws IOException {
    world.damageTable("messages");

    Salvage.Outcome outcome = world.salvage().run().getFirst();

    assertEquals(new SavedTable("messages", 0, 300), tables(outcome).get("messages"));
    assertEquals(3, tables(outcome).get("sessions").saved());
    world.open();
    assertEquals(List.of("begun", "one", "two"), world.names());
    world.close();
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
    Files.writeString(database, "words, not rows ".repeat(1000));

    StorageException failure = assertThrows(StorageException.class, () -> world.salvage().run());

    assertTrue(failure.text().contains("left as it is"), failure.text());
    assertTrue(Files.readString(database).startsWith("words, not rows"));
    assertFalse(Files.exists(Path.of(database + ".salvaging")));
  }
}
