package dev.gander.application.schedule;

import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What servers that died have left running. For one thread at a time. A run is not begun a second
/// time where its first may have done something, unless the user wants that.
final class LeftRuns {
  private final JobBook book;
  private final FireLedger ledger;
  private final RunHistory history;
  private final JobRuns runs;
  private final ScheduleSettings settings;
  private final Clock clock;

  /// By servers that died before this one ran: others may take them over.
  private final Set<JobId> leftBefore = new HashSet<>();

  LeftRuns(
      JobBook book,
      FireLedger ledger,
      RunHistory history,
      JobRuns runs,
      ScheduleSettings settings,
      Clock clock) {
    this.book = book;
    this.ledger = ledger;
    this.history = history;
    this.runs = runs;
    this.settings = settings;
    this.clock = clock;
  }

  /// Frees jobs that dead servers left running, and runs again what this server can take over. When
  /// it starts, jobs are free that nobody has claimed, as in goosed 1.39; later, goosed may be
  /// running one of them.
  void look(boolean atStart) {
    List<ScheduledJob> running = book.running();
    Set<JobId> left = ledger.leftOpen();
    boolean isWanted = settings.runsAgainWhatWasCutOff();
    if (atStart && !isWanted) {
      leftBefore.addAll(left);
    }
    leftBefore.retainAll(left);
    left.stream()
        .filter(id -> !leftBefore.contains(id))
        .flatMap(id -> book.find(id).stream())
        .forEach(job -> runs.takeOver(job, newest -> isRunAgain(job, newest, isWanted)));
    running.stream()
        .filter(job -> atStart || left.contains(job.id()))
        .filter(job -> !runs.isRunning(job))
        .forEach(this::free);
    runs.lookAround();
  }

  private void free(ScheduledJob job) {
    history.endOpen(job.id(), clock.instant());
    book.update(job.id(), it -> runs.isRunning(it) ? it : it.withActivity(null));
  }

  /// Once: a run that has taken over another one is not taken over.
  private boolean isRunAgain(ScheduledJob job, Optional<ScheduleRun> newest, boolean isWanted) {
    return !job.paused()
        && newest
            .filter(ScheduleRun::isOpen)
            .map(run -> isTimers(run) && (isWanted || run.session() == null))
            .orElseGet(() -> isUnanswered(job.id(), newest));
  }

  private static boolean isTimers(ScheduleRun run) {
    return run.trigger() == Trigger.TIMER || run.trigger() == Trigger.MISSED;
  }

  /// Whether the server died between claiming a fire and writing down its run.
  private boolean isUnanswered(JobId id, Optional<ScheduleRun> newest) {
    Instant fire = ledger.settled().get(id);
    return fire != null
        && !ledger.begun(id).equals(Optional.of(fire))
        && newest.filter(run -> !run.start().isBefore(fire)).isEmpty();
  }
}
