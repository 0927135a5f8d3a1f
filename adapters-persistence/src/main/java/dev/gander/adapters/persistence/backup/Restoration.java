package dev.gander.adapters.persistence.backup;

import dev.gander.adapters.persistence.sqlite.DatabaseFile;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.keeping.Backup;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Puts a backup in place of what is there, which moves to a folder of its own. For a program that
/// has opened nothing yet.
public final class Restoration {
  /// The end of the name of a file that waits for its place.
  static final String STAGED = ".restoring";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final List<String> BESIDE = List.of("", "-wal", "-shm", "-journal");

  private final KeptFiles kept;
  private final Path replaced;
  private final Clock clock;
  private final LongAdder done = new LongAdder();

  /// @param excluded what does not belong into backups, and stays as it is
  public Restoration(GoosePaths paths, Set<Path> excluded, Clock clock) {
    this.kept = new KeptFiles(paths, excluded);
    this.replaced = replacedFolder(paths);
    this.clock = clock;
  }

  /// Where what was there goes.
  static Path replacedFolder(GoosePaths paths) {
    return paths.data().resolve("gander").resolve("replaced");
  }

  /// @param before where what was there is now
  public record Restored(Backup backup, Path before) {}

  /// Checks each file of the backup, copies it beside its place, and then moves everything. Until
  /// the last step a failure changes nothing, and that step is undone if it fails in the middle.
  ///
  /// @throws StorageException if the backup is not whole, a copy of it is damaged, or there is no
  ///   room
  /// @throws Conflict if another program uses a database
  public Restored restore(Path backup) throws InterruptedException {
    Path folder = backup.toAbsolutePath().normalize();
    Manifest manifest = Manifest.read(folder);
    Map<String, Path> places = places(folder, manifest);
    requireSound(folder, manifest);
    Path before = replaced.resolve(STAMP.format(clock.instant()));
    try (DatabaseUse _ = DatabaseUse.alone(kept.databases().values())) {
      stage(folder, places);
      swap(places.values(), before);
    } catch (IOException e) {
      throw new StorageException(
          "the backup " + folder + " cannot be restored: " + e + "; what was there still is", e);
    } finally {
      dropStaged(places.values());
    }
    return new Restored(manifest.describe(folder), before);
  }

  /// How many bytes there will be to work on, and [how many][#done()] are done: each is read twice.
  ///
  /// @throws StorageException if the folder is no backup
  public static long expected(Path backup) {
    Map<String, Manifest.Entry> files = Manifest.read(backup.toAbsolutePath().normalize()).files();
    return 2 * files.values().stream().mapToLong(Manifest.Entry::bytes).sum();
  }

  /// See [#expected(Path)]. Any thread.
  public long done() {
    return done.sum();
  }

  private Map<String, Path> places(Path folder, Manifest manifest) {
    try {
      Map<String, Path> places = new TreeMap<>();
      manifest.files().keySet().forEach(name -> places.put(name, kept.place(name)));
      return places;
    } catch (InvalidInput e) {
      throw new StorageException(folder + " is no backup of ours: " + e.text(), e);
    }
  }

  private void requireSound(Path folder, Manifest manifest) throws InterruptedException {
    for (Map.Entry<String, Manifest.Entry> file : manifest.files().entrySet()) {
      try {
        if (!Checksum.of(folder.resolve(file.getKey()), done).equals(file.getValue())) {
          throw new StorageException(
              folder.resolve(file.getKey()) + " is not what was stored: it was changed since",
              null);
        }
      } catch (IOException e) {
        throw new StorageException(
            folder.resolve(file.getKey()) + " of the backup cannot be read: " + e, e);
      }
    }
    for (String database : kept.databases().keySet()) {
      if (manifest.files().containsKey(database)) {
        new DatabaseCopy(new DatabaseFile("stored database", folder.resolve(database)))
            .requireSound();
      }
    }
  }

  private void stage(Path folder, Map<String, Path> places) throws IOException {
    for (Map.Entry<String, Path> file : places.entrySet()) {
      Path staged = staged(file.getValue());
      PrivateFiles.createFolders(PrivateFiles.folderOf(staged));
      Checksum.copy(folder.resolve(file.getKey()), staged, done);
    }
  }

  private static Path staged(Path place) {
    return place.resolveSibling(place.getFileName() + STAGED);
  }

  private static void dropStaged(Collection<Path> places) {
    for (Path place : places) {
      FileTree.delete(staged(place));
    }
  }

  private void swap(Collection<Path> places, Path before) throws IOException {
    Deque<Move> done = new ArrayDeque<>();
    try {
      for (Map.Entry<String, Path> file : present().entrySet()) {
        if (Files.exists(file.getValue(), LinkOption.NOFOLLOW_LINKS)) {
          move(file.getValue(), before.resolve(file.getKey()), done);
        }
      }
      for (Path place : places) {
        move(staged(place), place, done);
      }
    } catch (IOException e) {
      undo(done, e);
      throw e;
    }
  }

  private record Move(Path from, Path to) {}

  private static void move(Path from, Path to, Deque<Move> done) throws IOException {
    PrivateFiles.createFolders(PrivateFiles.folderOf(to));
    Files.move(from, to);
    done.push(new Move(from, to));
  }

  private static void undo(Deque<Move> done, IOException failure) {
    for (Move move : done) {
      try {
        Files.move(move.to(), move.from());
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /// What is there now, with the logs of the databases.
  private Map<String, Path> present() throws IOException {
    Map<String, Path> present = new TreeMap<>(kept.files());
    for (Map.Entry<String, Path> database : kept.databases().entrySet()) {
      for (String end : BESIDE) {
        Path file = database.getValue().resolveSibling(database.getValue().getFileName() + end);
        if (Files.exists(file)) {
          present.put(database.getKey() + end, file);
        }
      }
    }
    return present;
  }
}
