package dev.gander.testkit.keeping;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.Backups;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Backups of nothing.
public final class InMemoryBackups implements Backups {
  private final Clock clock;
  private final List<Backup> made = new ArrayList<>();
  private int number;
  private @Nullable StorageException failure;

  public InMemoryBackups(Clock clock) {
    this.clock = clock;
  }

  /// Makes no more backups.
  public synchronized void failWith(StorageException reason) {
    failure = reason;
  }

  @Override
  public synchronized Backup make() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (failure != null) {
      throw failure;
    }
    String name = "backup-" + ++number;
    Backup backup = new Backup(name, Path.of("/backups", name), clock.instant(), 1000, 2, 3);
    made.addFirst(backup);
    return backup;
  }

  @Override
  public synchronized List<Backup> list() {
    return List.copyOf(made);
  }

  @Override
  public synchronized void keepNewest(int count) {
    made.subList(Math.min(made.size(), Math.max(1, count)), made.size()).clear();
  }
}
