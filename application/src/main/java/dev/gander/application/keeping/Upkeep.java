package dev.gander.application.keeping;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.Backups;
import dev.gander.domain.keeping.Housekeeping;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Looks once an hour at what is due: a backup, the rules for sessions, the caps of files, old
/// records, and each week a check of the databases. Nothing of it happens in the first minutes of a
/// server, and nothing is removed for its age while the clock has just been set: in a year that is
/// not there yet everything is old.
public final class Upkeep {
  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration BETWEEN_CHECKS = Duration.ofDays(7);

  private final KeepingSettings settings;
  private final Backups backups;
  private final Housekeeping files;
  private final SessionSweep sweep;
  private final OldRecords records;
  private final Clock clock;
  private final SteadyTime time;

  public Upkeep(
      KeepingSettings settings,
      Backups backups,
      Housekeeping files,
      SessionSweep sweep,
      OldRecords records,
      Clock clock,
      SteadyTime time) {
    this.settings = settings;
    this.backups = backups;
    this.files = files;
    this.sweep = sweep;
    this.records = records;
    this.clock = clock;
    this.time = time;
  }

  /// Begins, and goes on until its thread is interrupted. Does not wait.
  public void start(Executor threads) {
    threads.execute(
        () -> {
          try {
            Thread.sleep(FIRST);
            while (true) {
              look();
              Thread.sleep(PAUSE);
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// One part that fails does not keep the others from being done.
  void look() throws InterruptedException {
    attempt("the databases were not checked", this::check);
    attempt("no backup was made", this::backUp);
    attempt("files were not removed", this::capFiles);
    if (time.isSteady()) {
      attempt("sessions were not deleted", sweep::run);
      attempt("old runs and deliveries were not removed", records::forgetRuns);
      attempt("old entries of usage were not removed", records::forgetUsage);
    } else {
      LOG.log(Level.INFO, "the clock was set, or the machine slept: nothing old is removed yet");
    }
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  private static void attempt(String failure, Task task) throws InterruptedException {
    try {
      task.run();
    } catch (Conflict e) {
      LOG.log(Level.DEBUG, "{0}: {1}", failure, e.text());
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "{0}: {1}", failure, e.text());
    }
  }

  private void check() {
    if (isDue(files.lastCheck(), BETWEEN_CHECKS)) {
      files.checkDatabases();
    }
  }

  private void backUp() throws InterruptedException {
    Optional<Duration> age = settings.backupAge();
    if (age.isPresent()) {
      int kept = settings.backups();
      List<Backup> all = backups.list();
      if (all.isEmpty() || isDue(all.getFirst().made(), age.get())) {
        Backup made = backups.make();
        LOG.log(Level.INFO, "a backup is in {0}", made.place());
      }
      backups.keepNewest(kept);
    }
  }

  /// A time in the future is that of a clock that was ahead.
  private boolean isDue(Instant last, Duration age) {
    Instant now = clock.instant();
    return last.isAfter(now) || Duration.between(last, now).compareTo(age) >= 0;
  }

  private void capFiles() {
    settings.results().ifPresent(files::capResults);
    settings.logs().ifPresent(files::capLogs);
  }
}
