package dev.gander.application.schedule;

import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Fires of jobs that need a folder or labels which this server lacks. They are left to those that
/// have them, until one has dealt with them. When none has them any more, or this one does, this
/// server deals with them. Thread-safe.
final class FiresOfOthers {
  private final JobBook book;
  private final FireLedger ledger;
  private final JobTask task;
  private final Map<JobId, Left> left = new ConcurrentHashMap<>();

  /// @param here deals with the fire here
  private record Left(Instant fire, Consumer<ScheduledJob> here) {}

  FiresOfOthers(JobBook book, FireLedger ledger, JobTask task) {
    this.book = book;
    this.ledger = ledger;
    this.task = task;
  }

  /// Deals with a fire here, now or later, if others do not.
  void dealWith(ScheduledJob job, Instant fire, Consumer<ScheduledJob> here) {
    if (task.isAtHome(job)) {
      here.accept(job);
    } else {
      left.put(job.id(), new Left(fire, here));
    }
  }

  /// Whether another server that is alive has what a job needs, and this one has not.
  boolean isForOthers(ScheduledJob job) {
    if (task.isAtHome(job)) {
      return false;
    }
    try {
      task.requireHome(job);
      return false;
    } catch (WrongNode e) {
      return !e.fitting().isEmpty();
    }
  }

  void lookAround() {
    left.forEach(this::look);
  }

  /// The job may be another one by now, or none.
  private void look(JobId id, Left one) {
    Optional<ScheduledJob> job = book.find(id).filter(it -> !it.paused());
    if (job.isEmpty() || ledger.isSettled(id, one.fire())) {
      left.remove(id, one);
    } else if (!isForOthers(job.get())) {
      one.here().accept(job.get()); // the fire comes again if that fails
      left.remove(id, one);
    }
  }
}
