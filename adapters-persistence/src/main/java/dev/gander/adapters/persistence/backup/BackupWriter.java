package dev.gander.adapters.persistence.backup;

import dev.gander.adapters.persistence.backup.Manifest.Entry;
import dev.gander.adapters.persistence.sqlite.DatabaseFile;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.keeping.Backup;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Makes a backup: a folder that appears under its name when it is complete, has been flushed, and
/// its databases have been read through.
public final class BackupWriter {
  static final String PARTIAL = ".partial.";

  private final KeptFiles kept;
  private final String program;
  private final Clock clock;
  private final Room room;

  /// Returns the free space of a folder in bytes.
  @FunctionalInterface
  interface Room {
    long in(Path folder) throws IOException;
  }

  /// @param excluded folders and files that do not belong into backups
  /// @param program the version of this program
  public BackupWriter(GoosePaths paths, Set<Path> excluded, String program, Clock clock) {
    this(paths, excluded, program, clock, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  BackupWriter(GoosePaths paths, Set<Path> excluded, String program, Clock clock, Room room) {
    this.kept = new KeptFiles(paths, excluded);
    this.program = program;
    this.clock = clock;
    this.room = room;
  }

  /// @param target must not exist; the folder around it is made
  /// @throws StorageException if there is no room, something cannot be read, or is damaged; nothing
  ///   is left
  /// @throws InterruptedException if interrupted; nothing is left
  public Backup write(Path target) throws InterruptedException {
    Path whole = target.toAbsolutePath().normalize();
    Path partial =
        whole.resolveSibling("." + whole.getFileName() + PARTIAL + ProcessHandle.current().pid());
    try {
      if (Files.exists(whole)) {
        throw new StorageException(whole + " exists already; a backup needs a new name", null);
      }
      PrivateFiles.createFolders(PrivateFiles.folderOf(whole));
      requireRoom(PrivateFiles.folderOf(whole));
      return write(partial, whole);
    } catch (ClosedByInterruptException _) {
      throw new InterruptedException("a backup was interrupted");
    } catch (IOException e) {
      throw new StorageException("there is no backup in " + whole + ": " + reason(e), e);
    } finally {
      FileTree.delete(partial);
    }
  }

  private Backup write(Path partial, Path whole) throws IOException, InterruptedException {
    FileTree.delete(partial);
    PrivateFiles.createFolders(partial);
    Map<String, Entry> entries = new TreeMap<>();
    Manifest counted = copyDatabases(partial, entries);
    for (Map.Entry<String, Path> file : kept.files().entrySet()) {
      copyFile(file.getValue(), partial, file.getKey(), entries);
    }
    Manifest manifest =
        new Manifest(counted.made(), program, counted.sessions(), counted.messages(), entries);
    PrivateFiles.create(Manifest.in(partial), manifest.text().getBytes(StandardCharsets.UTF_8));
    FileTree.flush(partial);
    Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
    FileTree.flush(PrivateFiles.folderOf(whole));
    return manifest.describe(whole);
  }

  private Manifest copyDatabases(Path folder, Map<String, Entry> entries)
      throws IOException, InterruptedException {
    long sessions = 0;
    long messages = 0;
    for (Map.Entry<String, Path> database : kept.databases().entrySet()) {
      if (Files.exists(database.getValue())) {
        Path copy = folder.resolve(database.getKey());
        new DatabaseCopy(new DatabaseFile("database", database.getValue())).to(copy);
        DatabaseCopy made = new DatabaseCopy(new DatabaseFile("copied database", copy));
        made.requireSound();
        if (database.getKey().equals(KeptFiles.SESSIONS)) {
          sessions = made.count("sessions").orElse(0);
          messages = made.count("messages").orElse(0);
        }
        entries.put(database.getKey(), Checksum.of(copy));
      }
    }
    return new Manifest(
        clock.instant().truncatedTo(ChronoUnit.SECONDS), program, sessions, messages, Map.of());
  }

  private static void copyFile(Path file, Path folder, String name, Map<String, Entry> entries)
      throws IOException {
    Path copy = folder.resolve(name);
    PrivateFiles.createFolders(PrivateFiles.folderOf(copy));
    try {
      entries.put(name, Checksum.copy(file, copy));
    } catch (NoSuchFileException _) {
      // Removed since it was listed.
    }
  }

  /// Packed databases are no larger than those in use.
  private void requireRoom(Path folder) throws IOException {
    long needed = needed();
    long free = room.in(folder);
    if (free < needed) {
      throw new StorageException(
          "there is no room for a backup in %s: it takes up to %d KB, and there are %d"
              .formatted(folder, needed >> 10, free >> 10),
          null);
    }
  }

  private long needed() throws IOException {
    long needed = 0;
    for (Path database : kept.databases().values()) {
      needed += size(database) + size(database.resolveSibling(database.getFileName() + "-wal"));
    }
    for (Path file : kept.files().values()) {
      needed += size(file);
    }
    return needed;
  }

  /// How many bytes a backup takes at most, for who shows how far it is; 0 if nobody knows.
  public long expected() {
    try {
      return needed();
    } catch (IOException _) {
      return 0;
    }
  }

  /// How many bytes of the backup that this process makes in a folder are there.
  public static long written(Path folder) {
    String ending = PARTIAL + ProcessHandle.current().pid();
    try (DirectoryStream<Path> partial = Files.newDirectoryStream(folder, ".*" + ending)) {
      long bytes = 0;
      for (Path backup : partial) {
        bytes += FileTree.size(backup);
      }
      return bytes;
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
