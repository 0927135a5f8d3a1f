package dev.gander.adapters.persistence.backup;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.Backups;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Backups side by side in one folder, named by their times: `gander-20261128-172500`.
public final class BackupFolder implements Backups {
  private static final System.Logger LOG = System.getLogger(BackupFolder.class.getName());
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'gander-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final BackupWriter writer;
  private final Clock clock;

  /// @param folder made with the first backup
  public BackupFolder(Path folder, BackupWriter writer, Clock clock) {
    this.folder = folder;
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public Backup make() throws InterruptedException {
    try (LockFile.Held _ =
        LockFile.tryTake(folder.resolve("backups.lock"))
            .orElseThrow(() -> new Conflict("A backup is being made"))) {
      removePartial();
      return writer.write(free());
    } catch (IOException e) {
      throw new StorageException("no backup can be made in " + folder + ": " + e, e);
    }
  }

  /// Of processes that were killed: the lock is ours.
  private void removePartial() throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, ".gander-*" + BackupWriter.PARTIAL + "*")) {
      found.forEach(FileTree::delete);
    }
  }

  private Path free() {
    String name = NAME.format(clock.instant());
    Path free = folder.resolve(name);
    for (int next = 2; Files.exists(free); next++) {
      free = folder.resolve(name + "-" + next);
    }
    return free;
  }

  @Override
  public List<Backup> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Backup> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "gander-*")) {
      entries.forEach(entry -> described(entry).ifPresent(found::add));
    } catch (IOException e) {
      throw new StorageException("the backups in " + folder + " cannot be listed: " + e, e);
    }
    found.sort(Comparator.comparing(Backup::made).thenComparing(Backup::name).reversed());
    return List.copyOf(found);
  }

  private static Optional<Backup> described(Path entry) {
    try {
      return Optional.of(Manifest.read(entry).describe(entry));
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "{0}; it is left alone", e.text());
      return Optional.empty();
    }
  }

  @Override
  public void keepNewest(int count) {
    for (Backup old : list().stream().skip(Math.max(count, 1)).toList()) {
      remove(old.place());
      LOG.log(Level.INFO, "the backup {0} was removed: {1} are kept", old.place(), count);
    }
  }

  /// One that is removed half is no longer listed.
  private static void remove(Path backup) {
    Path gone =
        backup.resolveSibling(
            "." + backup.getFileName() + BackupWriter.PARTIAL + ProcessHandle.current().pid());
    try {
      Files.move(backup, gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StorageException("the backup " + backup + " cannot be removed: " + e, e);
    }
    FileTree.delete(gone);
  }
}
