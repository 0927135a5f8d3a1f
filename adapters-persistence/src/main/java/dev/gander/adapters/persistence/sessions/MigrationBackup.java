package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlFailure;
import dev.gander.adapters.persistence.sqlite.DatabaseFile;
import dev.gander.adapters.persistence.sqlite.SqliteConnections;
import dev.gander.adapters.persistence.sqlite.SqliteFailure;
import dev.gander.domain.error.StorageException;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies of the database from before a migration: `sessions.db.v7.backup` beside it, the newest
/// three. Without a copy nothing is migrated.
final class MigrationBackup {
  private static final System.Logger LOG = System.getLogger(MigrationBackup.class.getName());
  private static final int KEPT = 3;

  private final DatabaseFile file;
  private final SqliteConnections connections;
  private final Room room;

  /// Returns the free space of a folder in bytes.
  @FunctionalInterface
  interface Room {
    long in(Path folder) throws IOException;
  }

  MigrationBackup(DatabaseFile file, SqliteConnections connections) {
    this(file, connections, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  MigrationBackup(DatabaseFile file, SqliteConnections connections, Room room) {
    this.file = file;
    this.connections = connections;
    this.room = room;
  }

  /// Copies what is committed. The caller holds the write lock, so that nothing is added in
  /// between.
  ///
  /// @param version the version of the database now
  /// @throws StorageException if there is no room, or it cannot be copied; nothing has changed then
  void make(int version) {
    Path target = free(version);
    try {
      requireRoom(version);
      copy(target);
      dropOldest(target);
    } catch (IOException e) {
      throw refused(version, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    } catch (SqlFailure e) {
      throw refused(version, SqliteFailure.of(file, e).text(), e);
    }
    LOG.log(Level.INFO, "the session database of version {0} is kept as {1}", version, target);
  }

  /// Writes a new file and reads it to verify it; SQLite does not sync it to disk.
  private void copy(Path target) throws IOException {
    Path temporary = PrivateFiles.newFile(target.resolveSibling(target.getFileName() + ".tmp"));
    try {
      try (Handle handle = connections.writer()) {
        handle.execute("VACUUM INTO ?", temporary.toString());
      }
      PrivateFiles.copyMode(file.path(), temporary);
      AtomicFile.putInPlace(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Room for the copy, and once more for the log: a migration may touch each message.
  private void requireRoom(int version) throws IOException {
    long needed = 2 * Files.size(file.path());
    long free = room.in(file.folder());
    if (free < needed) {
      throw refused(
          version, "that takes %d KB, and there are %d".formatted(needed >> 10, free >> 10), null);
    }
  }

  private StorageException refused(int version, String reason, @Nullable Throwable cause) {
    return new StorageException(
        file.title()
            + " stays as it is: it is of version "
            + version
            + ", and cannot be copied before it is changed: "
            + reason,
        cause);
  }

  private Path free(int version) {
    Path first = file.path().resolveSibling(file.path().getFileName() + ".v" + version + ".backup");
    Path next = first;
    for (int number = 2; Files.exists(next); number++) {
      next = first.resolveSibling(first.getFileName() + "." + number);
    }
    return next;
  }

  /// The new one stays, whatever its timestamp.
  private void dropOldest(Path made) throws IOException {
    List<Aged> others = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(file.folder(), file.path().getFileName() + ".v*.backup*")) {
      for (Path backup : found) {
        if (!backup.equals(made)) {
          others.add(new Aged(backup, Files.getLastModifiedTime(backup).toMillis()));
        }
      }
    }
    others.sort(Comparator.comparingLong(Aged::modified).reversed());
    for (Aged old : others.stream().skip(KEPT - 1).toList()) {
      Files.deleteIfExists(old.path());
    }
  }

  private record Aged(Path path, long modified) {}
}
