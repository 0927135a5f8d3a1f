package dev.gander.adapters.persistence.schedules;

import dev.gander.adapters.persistence.files.FileStamp;
import dev.gander.adapters.persistence.files.SharedFile;
import dev.gander.adapters.persistence.schedules.StoredJobs.NotJobs;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Jobs in `schedule.json`, recipes in `scheduled_recipes`. A file that cannot be read or
/// understood is never written.
public final class FileScheduleStore implements ScheduleStore {
  private static final System.Logger LOG = System.getLogger(FileScheduleStore.class.getName());

  /// A file of another shape must not fill the log.
  private static final int MOST_TOLD = 10;

  private final SharedFile file;
  private final Path recipes;
  private volatile @Nullable Known known;

  /// @param data goose's data folder
  public FileScheduleStore(Path data) {
    file = new SharedFile(data.resolve("schedule.json"));
    recipes = data.resolve("scheduled_recipes");
  }

  /// What the file contained. Another program may have written to it in place just after it was
  /// read, within the same tick of the file system's clock: a state is certain once it has been
  /// read again later.
  ///
  /// @param checksum of the bytes, so that reading them again need not mean parsing them again
  private record Known(
      FileStamp stamp,
      long checksum,
      Optional<List<ScheduledJob>> jobs,
      long readAt,
      boolean certain) {
    private static final long TICK = Duration.ofMillis(100).toNanos();

    boolean isOf(FileStamp now) {
      return stamp.equals(now);
    }

    Known seenAgain(long at) {
      return new Known(stamp, checksum, jobs, readAt, at - readAt > TICK);
    }
  }

  @Override
  public Optional<List<ScheduledJob>> read() {
    return file.reading(
        () -> {
          FileStamp stamp = FileStamp.of(file.path());
          Known last = known;
          if (last == null || !last.isOf(stamp) || !last.certain()) {
            last = look(last, stamp);
            known = last;
          }
          return last.jobs();
        });
  }

  private Known look(@Nullable Known last, FileStamp stamp) throws IOException {
    Optional<byte[]> bytes = file.bytes();
    long checksum = bytes.map(FileScheduleStore::checksum).orElse(0L);
    if (last != null && last.isOf(stamp) && last.checksum() == checksum) {
      return last.seenAgain(System.nanoTime());
    }
    Optional<StoredJobs> content = parsed(bytes);
    content.ifPresent(this::tellProblems);
    return new Known(stamp, checksum, list(content), System.nanoTime(), false);
  }

  private static long checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return sum.getValue();
  }

  private void tellProblems(StoredJobs jobs) {
    jobs.problems().stream()
        .limit(MOST_TOLD)
        .forEach(problem -> LOG.log(Level.WARNING, "{0}: {1}; left out", file.path(), problem));
  }

  private static Optional<List<ScheduledJob>> list(Optional<StoredJobs> stored) {
    return stored.map(StoredJobs::list);
  }

  private Optional<StoredJobs> parsed(Optional<byte[]> content) {
    try {
      return content.isEmpty() ? Optional.empty() : StoredJobs.read(content.get());
    } catch (NotJobs e) {
      throw file.broken(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<ScheduledJob> change(Change change) {
    return file.locked(
        () -> {
          Optional<StoredJobs> stored = parsed(file.bytes());
          List<ScheduledJob> wanted = change.of(list(stored));
          if (stored.isEmpty() || !wanted.equals(stored.get().list())) {
            file.write(stored.orElse(StoredJobs.NONE).changedTo(wanted));
          }
          return List.copyOf(wanted);
        });
  }

  @Override
  public Path recipeFile(JobId id) {
    return recipes.resolve(id.text() + ".yaml");
  }

  @Override
  public Runnable writeRecipe(JobId id, String text) {
    Path target = recipeFile(id);
    try {
      byte[] before = Files.exists(target) ? Files.readAllBytes(target) : null;
      Files.createDirectories(recipes);
      replace(target, text.getBytes(StandardCharsets.UTF_8));
      return () -> putBack(target, before);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static void putBack(Path target, byte @Nullable [] before) {
    try {
      if (before == null) {
        Files.deleteIfExists(target);
      } else {
        replace(target, before);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static void replace(Path target, byte[] content) throws IOException {
    AtomicFile.write(target, content, AtomicFile.Access.USUAL);
    AtomicFile.removeLeftovers(target);
  }

  private static StorageException unwritable(Path target, IOException e) {
    return new StorageException(
        target + " cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
  }

  @Override
  public boolean hasRecipe(ScheduledJob job) {
    try {
      return Files.isRegularFile(Path.of(job.source()));
    } catch (InvalidPathException _) {
      return false;
    }
  }
}
