package dev.gander.application.schedule;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.ServerDraining;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.FireLedger.Claim;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduleRunning;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.schedule.ScheduledJob.Activity;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The runs of this server, each on a thread of its own, and what is stored about them.
/// Thread-safe.
final class JobRuns {
  private static final System.Logger LOG = System.getLogger(JobRuns.class.getName());

  private final JobBook book;
  private final FireLedger ledger;
  private final RunHistory history;
  private final RunRecords records;
  private final JobTask task;
  private final FiresOfOthers others;
  private final Clock clock;
  private final Executor threads;
  private final Map<JobId, ActiveRun> active = new ConcurrentHashMap<>();

  private final Set<JobId> unreleased = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;
  private volatile boolean isDraining;

  JobRuns(
      JobBook book,
      FireLedger ledger,
      RunHistory history,
      JobTask task,
      Clock clock,
      Executor threads) {
    this.book = book;
    this.ledger = ledger;
    this.history = history;
    this.records = new RunRecords(book, history);
    this.task = task;
    this.others = new FiresOfOthers(book, ledger, task);
    this.clock = clock;
    this.threads = threads;
  }

  /// A fire of the timer: runs the job, unless the fire is dealt with elsewhere or the job is
  /// running.
  void fire(ScheduledJob job, Instant fire) {
    others.dealWith(job, fire, it -> fireHere(it, fire));
  }

  private void fireHere(ScheduledJob job, Instant fire) {
    makeReady(job.id());
    if (isClaimed(ledger.claim(job.id(), fire), job.id(), fire)) {
      begin(job, Trigger.TIMER);
    }
  }

  /// Fires that passed without a server, or during its sleep.
  ///
  /// @param first the first of them
  /// @param last the last of them
  /// @param count how many, at least
  void miss(ScheduledJob job, Instant first, Instant last, long count, boolean makeUp) {
    if (makeUp) {
      others.dealWith(job, last, it -> missHere(it, first, last, count, true));
    } else {
      missHere(job, first, last, count, false);
    }
  }

  private void missHere(ScheduledJob job, Instant first, Instant last, long count, boolean makeUp) {
    makeReady(job.id());
    if (!isClaimed(ledger.claim(job.id(), last), job.id(), last)) {
      return;
    }
    LOG.log(
        Level.WARNING,
        "schedule {0} was not run at {1}: no server was running, or the machine slept{2}",
        job.id(),
        last,
        makeUp ? "; it is run now" : "");
    if (makeUp) {
      begin(job, Trigger.MISSED);
    } else {
      release(job.id());
      records.skipped(
          ScheduleRun.skipped(job.id(), first, "no server was running"), last, count - 1);
    }
  }

  /// Deals with fires that others were to deal with, and cannot any more.
  void lookAround() {
    others.lookAround();
  }

  private boolean isClaimed(Claim claim, JobId id, Instant fire) {
    return switch (claim) {
      case Claim.Settled _ -> false;
      case Claim.Running _ -> {
        records.skipped(
            ScheduleRun.skipped(id, fire, "the run before it was still going on"), fire, 0);
        yield false;
      }
      case Claim.Granted(String left) -> {
        takeOver(id, left);
        yield true;
      }
    };
  }

  /// Ends what a dead server left running, unless another server was faster.
  ///
  /// @param runsAgain asked, at last when the job is claimed, with the newest entry of its history:
  ///   whether the job is to run once more
  void takeOver(ScheduledJob job, Predicate<Optional<ScheduleRun>> runsAgain) {
    JobId id = job.id();
    makeReady(id);
    if (!task.isAtHome(job) && runsAgain.test(newest(id)) && others.isForOthers(job)) {
      return; // they look, too
    }
    if (!(ledger.claim(id) instanceof Claim.Granted(String left))) {
      return;
    }
    boolean begins = false;
    try {
      begins = left != null && runsAgain.test(newest(id));
      takeOver(id, left);
    } finally {
      if (!begins) {
        release(id);
      }
    }
    if (begins) {
      begin(job, Trigger.TAKEOVER);
    }
  }

  private Optional<ScheduleRun> newest(JobId id) {
    return history.list(id, 1, Long.MAX_VALUE).stream().findFirst();
  }

  /// @param left the server that died during the run; null if there is nothing to take over
  private void takeOver(JobId id, @Nullable String left) {
    if (left != null) {
      LOG.log(Level.WARNING, "the server that ran schedule {0} died during the run", id);
      cutOff(id, left);
      records.endOpen(id, clock.instant());
    }
  }

  /// Its last run, which may look ended, since another server has started meanwhile; skipped fires
  /// may have come after it.
  private void cutOff(JobId id, String left) {
    try {
      history.list(id, RunHistory.MOST, Long.MAX_VALUE).stream()
          .filter(run -> run.outcome() != Outcome.SKIPPED)
          .findFirst()
          .map(ScheduleRun::session)
          .ifPresent(session -> task.cutOff(session, left));
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "schedule {0} may go on where it was: {1}", id, e.text());
    }
  }

  /// Runs a job because someone asks for it, whether or not it is paused.
  ///
  /// @return completed at the end of the run
  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning if it is running, here or elsewhere
  /// @throws dev.gander.domain.cluster.WrongNode if this server lacks what it needs
  CompletableFuture<RunEnd> runNow(JobId id) {
    ScheduledJob job = book.get(id);
    task.requireHome(job);
    makeReady(id);
    switch (ledger.claim(id)) {
      case Claim.Granted(String left) -> takeOver(id, left);
      case Claim.Running _, Claim.Settled _ -> throw ScheduleRunning.already(id);
    }
    return begin(job, Trigger.HAND).end();
  }

  /// A run of the job that is still active has lost its claim meanwhile.
  private ActiveRun begin(ScheduledJob job, Trigger trigger) {
    if (closed) {
      release(job.id());
      throw new Unavailable("The server is stopping");
    }
    ActiveRun run =
        new ActiveRun(
            records.begun(ScheduleRun.started(job.id(), trigger, clock.instant())),
            this::isUnderWay,
            this::isOurs);
    Optional.ofNullable(active.put(job.id(), run)).ifPresent(this::lose);
    if (closed) {
      var _ = cancel(run, Interruption.STOP, Outcome.INTERRUPTED);
    }
    threads.execute(() -> perform(job, run));
    return run;
  }

  private void perform(ScheduledJob job, ActiveRun run) {
    try {
      run.work().enter();
      RunResult result = task.run(job, run);
      Outcome outcome = result.problem() == null ? Outcome.SUCCEEDED : Outcome.FAILED;
      end(
          run,
          outcome,
          result.problem(),
          entry -> entry.using(result.tokens(), result.cost()),
          JobRuns::done);
    } catch (InterruptedException _) {
      end(run, Outcome.INTERRUPTED, null, entry -> entry, JobRuns::cancelled);
    } catch (GanderException e) {
      if (fail(run, e.text())) {
        LOG.log(Level.WARNING, "schedule {0} could not run: {1}", job.id(), e.text());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "schedule " + job.id() + " broke down", e);
      var _ = fail(run, "Internal error");
    } finally {
      // Whatever else has ended the thread has to end the run.
      var _ = fail(run, "Internal error");
      run.work().leave();
    }
  }

  private static RunEnd done(ScheduleRun last) {
    return last.session() == null
        ? new RunEnd.Failed("The run has no session")
        : new RunEnd.Done(last.session());
  }

  private static RunEnd cancelled(ScheduleRun last) {
    return new RunEnd.Cancelled(last.session());
  }

  private boolean fail(ActiveRun run, String reason) {
    return end(run, Outcome.FAILED, reason, entry -> entry, _ -> new RunEnd.Failed(reason));
  }

  /// @param told what is told to whoever has asked for the run
  /// @return false if it has ended before
  private boolean end(
      ActiveRun run,
      Outcome outcome,
      @Nullable String reason,
      UnaryOperator<ScheduleRun> used,
      Function<ScheduleRun, RunEnd> told) {
    Optional<ScheduleRun> last =
        run.endWith(entry -> used.apply(entry).ended(clock.instant(), outcome, reason));
    last.ifPresent(entry -> finish(run, entry, told.apply(entry)));
    return last.isPresent();
  }

  /// Others see that the job runs, and where. The run goes on if that cannot be stored.
  private void isUnderWay(ActiveRun run) {
    run.whileOpen(
        entry -> {
          records.hasSession(entry);
          if (isOurs(run)) {
            records.isUnderWay(entry);
          } else {
            lose(run);
          }
        });
  }

  /// After the session was stored: a server that takes the job over claims it before it looks
  /// whether there is one.
  private boolean isOurs(ActiveRun run) {
    JobId id = run.entry().job();
    try {
      return active.get(id) == run && ledger.isHeld(id);
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "it is not known whether schedule {0} is run here: {1}", id, e.text());
      return true;
    }
  }

  /// Another server took this one for dead. The job is its now.
  private void lose(ActiveRun run) {
    Optional<ScheduleRun> last =
        run.endWith(entry -> entry.ended(clock.instant(), Outcome.INTERRUPTED, null));
    last.ifPresent(
        entry -> {
          run.work().stop(Interruption.SUDDEN_END);
          leave(run, entry);
        });
  }

  private void leave(ActiveRun run, ScheduleRun lost) {
    LOG.log(Level.WARNING, "schedule {0}: another server has taken it over", lost.job());
    records.lost(lost);
    active.remove(lost.job(), run);
    run.end().complete(cancelled(lost));
  }

  private void finish(ActiveRun run, ScheduleRun last, RunEnd told) {
    if (!isOurs(run)) {
      leave(run, last.ended(clock.instant(), Outcome.INTERRUPTED, null));
      return;
    }
    records.ended(last);
    active.remove(last.job(), run);
    release(last.job());
    run.end().complete(told);
  }

  /// A claim that cannot be released now is released before the next one.
  private void release(JobId id) {
    try {
      ledger.release(id);
    } catch (StorageException e) {
      unreleased.add(id);
      LOG.log(Level.ERROR, "the claim of a run cannot be released yet: {0}", e.text());
    }
  }

  /// Before the fire is dealt with: a server that is stopping leaves it to others.
  private void makeReady(JobId id) {
    if (closed) {
      throw new Unavailable("The server is stopping");
    }
    if (isDraining) {
      throw new ServerDraining();
    }
    if (unreleased.contains(id)) {
      ledger.release(id);
      unreleased.remove(id);
    }
  }

  /// Ends a run, also while it waits for its user. It counts as ended at once.
  ///
  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning if it is not running here
  void kill(JobId id) {
    book.get(id);
    ActiveRun run = active.get(id);
    if (run == null) {
      throw ledger.isClaimed(id) ? ScheduleRunning.elsewhere(id) : ScheduleRunning.idle(id);
    }
    if (!cancel(run, Interruption.CANCELLATION, Outcome.KILLED)) {
      throw ScheduleRunning.idle(id);
    }
  }

  /// The run has ended before its thread notices.
  ///
  /// @return false if it had ended by itself: its thread is storing that, and must not be disturbed
  private boolean cancel(ActiveRun run, Interruption why, Outcome outcome) {
    Optional<ScheduleRun> last = run.endWith(entry -> entry.ended(clock.instant(), outcome, null));
    last.ifPresent(
        entry -> {
          run.work().stop(why);
          finish(run, entry, cancelled(entry));
        });
    return last.isPresent();
  }

  /// What the job is doing; empty if it is idle.
  Optional<Activity> activity(ScheduledJob job) {
    ActiveRun run = active.get(job.id());
    if (run != null) {
      return Optional.of(RunRecords.activity(run.shown()));
    }
    Activity stored = job.activity();
    return stored != null && ledger.isClaimed(job.id()) ? Optional.of(stored) : Optional.empty();
  }

  boolean isRunning(ScheduledJob job) {
    return activity(job).isPresent();
  }

  /// No run begins any more.
  void drain() {
    isDraining = true;
  }

  int underWay() {
    return active.size();
  }

  /// Ends all runs as interrupted; none begins afterwards. Does not wait for their turns. Side by
  /// side, since storing an end may have to wait for another program.
  void close() {
    closed = true;
    try (var ends = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ActiveRun run : active.values()) {
        ends.execute(() -> cancel(run, Interruption.STOP, Outcome.INTERRUPTED));
      }
    }
  }
}
