package dev.gander.application.schedule;

import static java.util.Objects.requireNonNull;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.schedule.ScheduledJob.Activity;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What is stored about runs: in their history, and in their jobs, where others see that they run.
/// A run goes on if something cannot be stored. Thread-safe.
final class RunRecords {
  private static final System.Logger LOG = System.getLogger(RunRecords.class.getName());

  private final JobBook book;
  private final RunHistory history;
  private final ReentrantLock skipping = new ReentrantLock();

  RunRecords(JobBook book, RunHistory history) {
    this.book = book;
    this.history = history;
  }

  /// Fires in a row that are skipped for one reason are one entry.
  void skipped(ScheduleRun entry, Instant last, long more) {
    skipping.lock();
    try {
      Optional<ScheduleRun> before =
          history.list(entry.job(), 1, Long.MAX_VALUE).stream()
              .filter(newest -> newest.isSkippedLike(entry))
              .findFirst();
      if (before.isPresent()) {
        history.replace(before.get().andAt(last, more + 1));
      } else {
        history.add(more == 0 ? entry : entry.andAt(last, more));
      }
    } finally {
      skipping.unlock();
    }
  }

  /// The entry as it is stored; without a number if it cannot be stored now. The run begins all the
  /// same, and its end tries again.
  ScheduleRun begun(ScheduleRun entry) {
    try {
      return history.add(entry);
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "a run is not in the history yet: {0}", e.text());
      return entry;
    }
  }

  void hasSession(ScheduleRun entry) {
    if (entry.isStored()) {
      store("history", () -> history.replace(entry));
    }
  }

  void isUnderWay(ScheduleRun entry) {
    store("schedule", () -> book.update(entry.job(), job -> during(entry, job)));
  }

  private static ScheduledJob during(ScheduleRun entry, ScheduledJob job) {
    ScheduledJob running = job.withActivity(activity(entry));
    return entry.trigger() == Trigger.HAND ? running : running.withLastRun(entry.start());
  }

  static Activity activity(ScheduleRun entry) {
    var session = entry.session();
    return new Activity(entry.start(), session == null ? null : session.value());
  }

  void ended(ScheduleRun last) {
    store("history", () -> keep(last));
    store("schedule", () -> book.update(last.job(), job -> after(last, job)));
  }

  /// Its job is another server's now.
  void lost(ScheduleRun last) {
    store("history", () -> keep(last));
  }

  /// Runs of a job that a dead server left open.
  void endOpen(JobId id, Instant end) {
    store("history", () -> history.endOpen(id, end));
  }

  private void keep(ScheduleRun last) {
    if (last.isStored()) {
      history.replace(last);
    } else {
      history.add(last);
    }
  }

  /// As in goosed, the timer's runs count from their start and others from their end.
  private static ScheduledJob after(ScheduleRun last, ScheduledJob job) {
    return job.withActivity(null)
        .withLastRun(last.trigger() == Trigger.HAND ? requireNonNull(last.end()) : last.start());
  }

  /// One trace of a run that cannot be written must not cost the others.
  private static void store(String what, Runnable write) {
    try {
      write.run();
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "something about a run is missing in the {0}: {1}", what, e.text());
    }
  }
}
