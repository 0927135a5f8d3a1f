package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.sqlite.DatabaseFile;
import dev.gander.adapters.persistence.sqlite.SqliteConnections;
import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationBackupTest {
  private static final String SAMPLE = "handmade-schema-v7-sessions.db";

  @TempDir Path folder;

  @Test
  void whatWasThereBeforeAMigrationIsKept() throws IOException {
    String messages = "SELECT id, message_id, role, content_json FROM messages ORDER BY id";
    List<String> before;
    try (SessionWorld world = SessionWorld.ofSample(SAMPLE, folder)) {
      before = world.query(messages);
      Files.setPosixFilePermissions(world.file(), PosixFilePermissions.fromString("rw-r-----"));
      world.sessions().list(Set.of());
      assertEquals(List.of("14"), world.query("SELECT max(version) FROM schema_version"));
    }

    Path backup = folder.resolve("sessions.db.v7.backup");
    try (SessionWorld kept = SessionWorld.at(backup)) {
      assertEquals(List.of("7"), kept.query("SELECT max(version) FROM schema_version"));
      assertEquals(before, kept.query(messages));
      assertEquals(List.of("ok"), kept.query("PRAGMA integrity_check"));
    }
    assertEquals(
        PosixFilePermissions.fromString("rw-r-----"), Files.getPosixFilePermissions(backup));
  }

  @Test
  void newDatabaseAndCurrentOneNeedNone() throws IOException {
    for (int start = 0; start < 2; start++) {
      try (SessionWorld world = SessionWorld.at(folder.resolve("sessions.db"))) {
        world.sessions().list(Set.of());
      }
    }
    assertEquals(List.of("sessions.db"), files());
  }

  @Test
  void newestThreeAreKeptAndAlwaysTheNewOne() throws IOException {
    for (int day = 0; day < 4; day++) {
      Path old = Files.createFile(folder.resolve("sessions.db.v" + day + ".backup"));
      // The clock has been wrong: all of them are from the future.
      Files.setLastModifiedTime(old, FileTime.fromMillis(4_000_000_000_000L + day));
    }
    try (SessionWorld world = SessionWorld.ofSample(SAMPLE, folder)) {
      world.sessions().list(Set.of());
    }

    assertEquals(
        List.of(
            "sessions.db",
            "sessions.db.v2.backup",
            "sessions.db.v3.backup",
            "sessions.db.v7.backup"),
        files());
  }

  @Test
  void withoutRoomThereIsNoMigration() throws IOException {
    assertRefused("88 KB, and there are 48", _ -> 50_000);
  }

  @Test
  void withoutAnAnswerAboutTheDiskThereIsNoMigration() throws IOException {
    assertRefused(
        "the disk is gone",
        _ -> {
          throw new IOException("the disk is gone");
        });
  }

  @Test
  void damagedDatabaseIsNotMigrated() throws IOException {
    Path file = folder.resolve("sessions.db");
    try (SessionWorld world = SessionWorld.ofSample(SAMPLE, folder)) {
      assertEquals(List.of("7"), world.query("SELECT max(version) FROM schema_version"));
    }
    byte[] bytes = Files.readAllBytes(file);
    // Of the tables nothing is left but their names and their versions.
    java.util.Arrays.fill(bytes, 3 * 4096, bytes.length, (byte) 0x5a);
    Files.write(file, bytes);

    try (SessionWorld world = SessionWorld.at(file)) {
      StorageException refused =
          assertThrows(StorageException.class, () -> world.sessions().list(Set.of()));
      assertTrue(refused.text().contains("is damaged"), refused.text());
    }
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  private void assertRefused(String reason, MigrationBackup.Room room) throws IOException {
    try (SessionWorld world = SessionWorld.ofSample(SAMPLE, folder)) {
      byte[] before = Files.readAllBytes(world.file());
      DatabaseFile file = SessionDatabase.place(world.file());
      MigrationBackup backup = new MigrationBackup(file, new SqliteConnections(file, 300), room);

      StorageException refused = assertThrows(StorageException.class, () -> backup.make(7));

      assertTrue(refused.text().contains("stays as it is: it is of version 7"), refused.text());
      assertTrue(refused.text().contains(reason), refused.text());
      assertArrayEquals(before, Files.readAllBytes(world.file()));
      assertEquals(List.of("sessions.db"), files());
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
