package dev.gander.application.schedule;

import static java.util.Objects.requireNonNull;

import dev.gander.domain.error.GanderException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The runs of this server, each on a thread of its own, and what is stored about them.
/// Thread-safe.
final class JobRuns {
  private static final System.Logger LOG = System.getLogger(JobRuns.class.getName());

  private final JobBook book;
  private final FireLedger ledger;
  private final RunHistory history;
  private final JobTask task;
  private final Clock clock;
  private final Executor threads;
  private final Map<JobId, ActiveRun> active = new ConcurrentHashMap<>();

  private final Set<JobId> unreleased = ConcurrentHashMap.newKeySet();

  private final ReentrantLock skipping = new ReentrantLock();

  private volatile boolean closed;

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
    this.task = task;
    this.clock = clock;
    this.threads = threads;
  }

  /// A fire of the timer: runs the job, unless the fire is dealt with elsewhere or the job is
  /// running.
  void fire(ScheduledJob job, Instant fire) {
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
      skip(ScheduleRun.skipped(job.id(), first, "no server was running"), last, count - 1);
    }
  }

  private boolean isClaimed(Claim claim, JobId id, Instant fire) {
    return switch (claim) {
      case Claim.Settled _ -> false;
      case Claim.Running _ -> {
        skip(ScheduleRun.skipped(id, fire, "the run before it was still going on"), fire, 0);
        yield false;
      }
      case Claim.Granted(boolean leftOpen) -> {
        takeOver(id, leftOpen);
        yield true;
      }
    };
  }

  /// Fires in a row that are skipped for one reason are one entry.
  private void skip(ScheduleRun entry, Instant last, long more) {
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

  private void takeOver(JobId id, boolean leftOpen) {
    if (leftOpen) {
      LOG.log(Level.WARNING, "the server that ran schedule {0} died during the run", id);
      store("history", () -> history.endOpen(id, clock.instant()));
    }
  }

  /// Runs a job because someone asks for it, whether or not it is paused.
  ///
  /// @return completed at the end of the run
  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning if it is running, here or elsewhere
  CompletableFuture<RunEnd> runNow(JobId id) {
    ScheduledJob job = book.get(id);
    makeReady(id);
    switch (ledger.claim(id)) {
      case Claim.Granted(boolean leftOpen) -> takeOver(id, leftOpen);
      case Claim.Running _, Claim.Settled _ -> throw ScheduleRunning.already(id);
    }
    return begin(job, Trigger.HAND).end();
  }

  private ActiveRun begin(ScheduledJob job, Trigger trigger) {
    if (closed) {
      release(job.id());
      throw new Unavailable("The server is stopping");
    }
    ActiveRun run =
        new ActiveRun(
            begun(ScheduleRun.started(job.id(), trigger, clock.instant())), this::isUnderWay);
    active.put(job.id(), run);
    if (closed) {
      var _ = cancel(run, Interruption.STOP, Outcome.INTERRUPTED);
    }
    threads.execute(() -> perform(job, run));
    return run;
  }

  /// The entry as it is stored; without a number if it cannot be stored now. The run begins all the
  /// same, and its end tries again.
  private ScheduleRun begun(ScheduleRun entry) {
    try {
      return history.add(entry);
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "a run is not in the history yet: {0}", e.text());
      return entry;
    }
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
          if (entry.isStored()) {
            store("history", () -> history.replace(entry));
          }
          store("schedule", () -> book.update(entry.job(), job -> during(entry, job)));
        });
  }

  private static ScheduledJob during(ScheduleRun entry, ScheduledJob job) {
    ScheduledJob running = job.withActivity(activity(entry));
    return entry.trigger() == Trigger.HAND ? running : running.withLastRun(entry.start());
  }

  private static Activity activity(ScheduleRun entry) {
    var session = entry.session();
    return new Activity(entry.start(), session == null ? null : session.value());
  }

  private void finish(ActiveRun run, ScheduleRun last, RunEnd told) {
    store("history", () -> keep(last));
    store("schedule", () -> book.update(last.job(), job -> after(last, job)));
    active.remove(last.job(), run);
    release(last.job());
    run.end().complete(told);
  }

  private void keep(ScheduleRun last) {
    if (last.isStored()) {
      history.replace(last);
    } else {
      history.add(last);
    }
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
    if (unreleased.contains(id)) {
      ledger.release(id);
      unreleased.remove(id);
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
      return Optional.of(activity(run.entry()));
    }
    Activity stored = job.activity();
    return stored != null && ledger.isClaimed(job.id()) ? Optional.of(stored) : Optional.empty();
  }

  boolean isRunning(ScheduledJob job) {
    return activity(job).isPresent();
  }

  /// Frees those of these jobs that a dead server left running. When this server starts, these are
  /// all that nobody has claimed, as in goosed 1.39; later, goosed may be running one of them.
  void freeLeft(List<ScheduledJob> jobs, boolean atStart) {
    for (ScheduledJob job : jobs) {
      if (!isRunning(job) && (atStart || ledger.isLeftOpen(job.id()))) {
        history.endOpen(job.id(), clock.instant());
        book.update(job.id(), left -> isRunning(left) ? left : left.withActivity(null));
      }
    }
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
