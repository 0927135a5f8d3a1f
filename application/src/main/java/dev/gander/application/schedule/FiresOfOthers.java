package dev.gander.application.schedule;

import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Fires of jobs that need a folder which is not on this server. They are left to those that have
/// it, until one has dealt with them. When none has it any more, or it has appeared here, this
/// server deals with them. Thread-safe.
final class FiresOfOthers {
  private final FireLedger ledger;
  private final JobTask task;
  private final Map<JobId, Left> left = new ConcurrentHashMap<>();

  /// @param here deals with the fire here
  private record Left(ScheduledJob job, Instant fire, Runnable here) {}

  FiresOfOthers(FireLedger ledger, JobTask task) {
    this.ledger = ledger;
    this.task = task;
  }

  /// Deals with a fire here, now or later, if others do not.
  void dealWith(ScheduledJob job, Instant fire, Runnable here) {
    if (task.isAtHome(job)) {
      here.run();
    } else {
      left.put(job.id(), new Left(job, fire, here));
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
    left.values().forEach(this::look);
  }

  private void look(Left one) {
    JobId id = one.job().id();
    if (ledger.isSettled(id, one.fire())) {
      left.remove(id, one);
    } else if (!isForOthers(one.job())) {
      one.here().run(); // comes again if that fails
      left.remove(id, one);
    }
  }
}
