package dev.gander.adapters.persistence.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.Backups;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.keeping.BackupsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTest implements BackupsContract {
  @TempDir Path root;
  private KeptWorld world;
  private Path folder;
  private BackupFolder backups;

  @BeforeEach
  void open() throws IOException {
    world = new KeptWorld(root.resolve("goose"));
    folder = root.resolve("backups");
    backups = world.backups(folder, _ -> Long.MAX_VALUE);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Override
  public Backups backups() {
    return backups;
  }

  @Test
  void everythingThatIsKeptIsInTheBackupAndNothingElse() throws Exception {
    world.write("config/config.yaml", "GOOSE_MODE: auto\n");
    world.write("config/secrets.yaml", "KEY: sk-1\n");
    world.write("config/secrets.yaml.lock", "");
    world.write("config/recipes/a.yaml", "title: a\n");
    world.write("config/mcp-apps-cache/x.json", "{}");
    world.write("data/schedule.json", "[]");
    world.write("data/gander/audit.jsonl", "{}");
    world.write("data/gander/audit-000000000017.jsonl", "{}");
    world.write("data/models/large.gguf", "x");
    world.write("state/gander/secret_key", "k");
    world.write("state/logs/server/x.log", "words");

    Backup made = backups.make();

    assertEquals(
        Set.of(
            "backup.json",
            "sessions.db",
            "config/config.yaml",
            "config/secrets.yaml",
            "config/recipes/a.yaml",
            "data/schedule.json",
            "state/secret_key"),
        KeptWorld.files(made.place()));
    assertEquals("KEY: sk-1\n", Files.readString(made.place().resolve("config/secrets.yaml")));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made.place())));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(made.place().resolve("sessions.db"))));
  }

  @Test
  void sessionsAreCountedAndWritersGoOnMeanwhile() throws Exception {
    world.say("first", 3);
    try (var writing = world.writingAllTheTime()) {
      Backup made = backups.make();

      assertEquals(2, made.sessions());
      assertTrue(made.messages() >= 3, () -> "only " + made.messages());
      long before = writing.written();
      Eventually.holds(() -> writing.written() > before);
    }
  }

  @Test
  void withoutRoomNothingIsWritten() {
    BackupFolder full = world.backups(folder, _ -> 10);

    StorageException failure = assertThrows(StorageException.class, full::make);

    assertTrue(failure.text().contains("there is no room"), failure.text());
    assertEquals(Set.of("backups.lock"), KeptWorld.files(folder));
  }

  @Test
  void whatCannotBeReadLeavesNoBackup() throws IOException {
    world.say("first", 3);
    world.close();
    world.damageTable("messages");

    StorageException failure = assertThrows(StorageException.class, backups::make);

    assertTrue(failure.text().contains("damaged"), failure.text());
    assertEquals(Set.of("backups.lock"), KeptWorld.files(folder));
    assertEquals(List.of(), backups.list());
  }

  @Test
  void whatAKilledProcessLeftIsNotListedAndRemovedByTheNext() throws Exception {
    Path left = folder.resolve(".gander-20260101-000000.partial.99999999/config");
    Files.createDirectories(left);
    Files.writeString(left.resolve("config.yaml"), "half");
    assertEquals(List.of(), backups.list());

    Backup made = backups.make();

    assertFalse(Files.exists(left.getParent()));
    assertEquals(List.of(made), backups.list());
  }

  @Test
  void onlyOneIsMadeAtATime() throws Exception {
    Files.createDirectories(folder);
    try (var _ = LockFile.tryTake(folder.resolve("backups.lock")).orElseThrow()) {
      assertThrows(Conflict.class, backups::make);
    }
  }

  @Test
  void folderThatExistsIsNotTouched() throws Exception {
    Path target = Files.createDirectories(root.resolve("mine"));

    StorageException failure =
        assertThrows(StorageException.class, () -> world.writer(_ -> 1 << 30).write(target));

    assertTrue(failure.text().contains("exists already"), failure.text());
    try (Stream<Path> entries = Files.list(target)) {
      assertEquals(0, entries.count());
    }
  }

  @Test
  void backupsBelowTheDataFolderAreNotCopiedIntoEachOther() throws Exception {
    Path inside = world.paths().data().resolve("gander/backups");
    BackupFolder nested = world.backups(inside, _ -> Long.MAX_VALUE);
    nested.make();

    assertFalse(
        KeptWorld.files(nested.make().place()).stream().anyMatch(name -> name.contains("backups")));
  }

  @Test
  void aFolderWithABrokenListIsNoBackupAndStays() throws Exception {
    Files.createDirectories(folder.resolve("gander-of-the-user"));
    Files.writeString(folder.resolve("gander-of-the-user/backup.json"), "{\"format\": 1}");

    Backup made = backups.make();
    backups.keepNewest(1);

    assertEquals(List.of(made), backups.list());
    assertTrue(Files.exists(folder.resolve("gander-of-the-user")));
  }
}
