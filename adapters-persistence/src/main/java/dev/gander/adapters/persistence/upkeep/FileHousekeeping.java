package dev.gander.adapters.persistence.upkeep;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.keeping.Housekeeping;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Files below two folders, and the databases. When those were last checked is the time of a file,
/// so that servers that start and end often do not check each time.
public final class FileHousekeeping implements Housekeeping {
  private static final Duration FRESH = Duration.ofHours(1);

  private final Path mark;
  private final Path results;
  private final Path logs;
  private final List<Runnable> checks;
  private final Clock clock;

  /// @param mark its time is that of the last check
  /// @param results the folder with what tools returned
  /// @param logs the folder with logs
  /// @param checks one for each database
  public FileHousekeeping(Path mark, Path results, Path logs, List<Runnable> checks, Clock clock) {
    this.mark = mark;
    this.results = results;
    this.logs = logs;
    this.checks = List.copyOf(checks);
    this.clock = clock;
  }

  @Override
  public Instant lastCheck() {
    try {
      return Files.exists(mark) ? Files.getLastModifiedTime(mark).toInstant() : Instant.EPOCH;
    } catch (IOException e) {
      throw unusable(mark, e);
    }
  }

  @Override
  public void checkDatabases() {
    try {
      PrivateFiles.createFolders(PrivateFiles.folderOf(mark));
      PrivateFiles.createIfAbsent(mark);
      // Before: several servers need not check at once.
      Files.setLastModifiedTime(mark, FileTime.from(clock.instant()));
    } catch (IOException e) {
      throw unusable(mark, e);
    }
    checks.forEach(Runnable::run);
  }

  @Override
  public int capResults(long bytes) {
    return cap(results, bytes);
  }

  @Override
  public int capLogs(long bytes) {
    return cap(logs, bytes);
  }

  private record Aged(Path file, long bytes, Instant changed) {}

  private int cap(Path folder, long bytes) {
    try {
      List<Aged> files = files(folder);
      Instant fresh = clock.instant().minus(FRESH);
      long all = files.stream().mapToLong(Aged::bytes).sum();
      int removed = 0;
      for (Aged file : files) {
        if (all > bytes && file.changed().isBefore(fresh)) {
          Files.deleteIfExists(file.file());
          all -= file.bytes();
          removed++;
        }
      }
      return removed;
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// The oldest first; links are left alone.
  private static List<Aged> files(Path folder) throws IOException {
    List<Aged> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all =
          Files.find(folder, Integer.MAX_VALUE, (_, found) -> found.isRegularFile())) {
        for (Path file : all.toList()) {
          BasicFileAttributes found =
              file.getFileSystem()
                  .provider()
                  .readAttributesIfExists(file, BasicFileAttributes.class);
          if (found != null) {
            files.add(new Aged(file, found.size(), found.lastModifiedTime().toInstant()));
          }
        }
      }
    }
    files.sort(Comparator.comparing(Aged::changed).thenComparing(Aged::file));
    return files;
  }

  private static StorageException unusable(Path file, IOException e) {
    return new StorageException(file + " cannot be looked after: " + e, e);
  }
}
