package dev.gander.adapters.persistence.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.keeping.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestorationTest {
  @TempDir Path root;
  private KeptWorld world;
  private Backup backup;

  @BeforeEach
  void makeBackup() throws Exception {
    world = new KeptWorld(root.resolve("goose"));
    world.say("old", 5);
    world.write("config/config.yaml", "GOOSE_MODE: auto\n");
    world.write("config/secrets.yaml.age", "sealed");
    backup = world.writer(_ -> Long.MAX_VALUE).write(root.resolve("backup"));
    world.say("new", 2);
    world.close();
    world.write("config/config.yaml", "GOOSE_MODE: chat\n");
    world.write("config/secrets.yaml", "KEY: newer\n");
    world.write("config/prompts/system.md", "newer");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatWasThereIsKeptAndTheBackupIsInItsPlace() throws Exception {
    Restoration.Restored restored = world.restoration().restore(backup.place());

    world.open();
    assertEquals(List.of("begun", "old"), world.names());
    assertEquals("GOOSE_MODE: auto\n", world.read("config/config.yaml"));
    assertEquals("sealed", world.read("config/secrets.yaml.age"));
    assertFalse(world.has("config/secrets.yaml"));
    assertFalse(world.has("config/prompts/system.md"));
    assertEquals(
        "KEY: newer\n", Files.readString(restored.before().resolve("config/secrets.yaml")));
    assertTrue(Files.exists(restored.before().resolve("sessions.db")));
    assertEquals(backup, restored.backup());
  }

  @Test
  void aSecondRestoreInTheSameSecondLosesNothing() throws Exception {
    world.restoration().restore(backup.place());
    assertThrows(StorageException.class, () -> world.restoration().restore(backup.place()));

    world.open();
    assertEquals(List.of("begun", "old"), world.names());
    assertEquals("GOOSE_MODE: auto\n", world.read("config/config.yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions.db", "config/config.yaml", "backup.json"})
  void aBackupThatWasChangedChangesNothing(String file) throws IOException {
    Files.writeString(backup.place().resolve(file), "changed");

    assertThrows(StorageException.class, () -> world.restoration().restore(backup.place()));

    assertUntouched();
  }

  @Test
  void aBackupWithAFileMissingChangesNothing() throws IOException {
    Files.delete(backup.place().resolve("config/secrets.yaml.age"));

    assertThrows(StorageException.class, () -> world.restoration().restore(backup.place()));

    assertUntouched();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"config/../../evil", "evil/x", "/etc/evil", "config/", "config", "../evil", ""})
  void aListThatLeadsElsewhereIsRefused(String name) throws IOException {
    Path list = backup.place().resolve("backup.json");
    Files.writeString(list, Files.readString(list).replace("config/secrets.yaml.age", name));

    assertThrows(StorageException.class, () -> world.restoration().restore(backup.place()));

    assertUntouched();
  }

  @Test
  void aFolderThatIsNoBackupIsRefused() {
    StorageException failure =
        assertThrows(StorageException.class, () -> world.restoration().restore(root));

    assertTrue(failure.text().contains("is no backup"), failure.text());
  }

  @Test
  void whatCannotBeMovedIsPutBack() throws IOException {
    // A folder where a file of the backup belongs.
    Files.delete(root.resolve("goose/config/config.yaml"));
    Files.createDirectories(root.resolve("goose/config/config.yaml/inside"));

    assertThrows(StorageException.class, () -> world.restoration().restore(backup.place()));

    world.open();
    assertEquals(List.of("begun", "new", "old"), world.names());
    assertEquals("KEY: newer\n", world.read("config/secrets.yaml"));
    assertFalse(world.has("config/secrets.yaml.age.restoring"));
  }

  private void assertUntouched() throws IOException {
    assertEquals("GOOSE_MODE: chat\n", world.read("config/config.yaml"));
    assertEquals("KEY: newer\n", world.read("config/secrets.yaml"));
    assertFalse(world.has("data/gander/replaced"));
    world.open();
    assertEquals(List.of("begun", "new", "old"), world.names());
    assertTrue(
        KeptWorld.files(root.resolve("goose")).stream()
            .noneMatch(name -> name.endsWith(".restoring")),
        () -> Set.copyOf(KeptWorld.files(root.resolve("goose"))).toString());
  }
}
