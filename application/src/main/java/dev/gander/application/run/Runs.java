package dev.gander.application.run;

import dev.gander.application.run.RunPlaces.Seated;
import dev.gander.application.turn.Drain;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.run.LeftRun;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunNotFound;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The runs of this server: they wait for a place, are worked on, each on a thread of its own, and
/// end in exactly one state. Thread-safe.
public final class Runs implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Runs.class.getName());

  /// How soon runs of dead servers, and what others cancel, are noticed.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// A run of which the server dies would otherwise go on for ever.
  private static final int MOST_ATTEMPTS = 5;

  private static final String DEAD = "The server ended during the run";

  private final StoredRuns stored;
  private final RunRecipes recipes;
  private final RunExecution execution;
  private final IdSource ids;
  private final Clock clock;
  private final Executor threads;
  private final RunPlaces places;
  private final Drain drain;
  private final RecurringProblem looking = new RecurringProblem();

  /// What runs need.
  ///
  /// @param threads runs each run; a run blocks its thread
  /// @param drain before which a run has to begin
  /// @param ended told of each end, after it is stored; must be quick
  public record Parts(
      RunStore store,
      RunSettings settings,
      IdSource ids,
      Clock clock,
      Executor threads,
      Drain drain,
      Consumer<Run> ended) {}

  Runs(Parts parts, RunRecipes recipes, RunExecution execution) {
    this.stored = new StoredRuns(parts.store(), parts.clock(), parts.ended());
    this.recipes = recipes;
    this.execution = execution;
    this.ids = parts.ids();
    this.clock = parts.clock();
    this.threads = parts.threads();
    this.drain = parts.drain();
    this.places = new RunPlaces(parts.settings()::parallelRuns, parts.store()::isOwn);
  }

  /// Runs that are turns of agents.
  public static Runs of(Parts parts, RunWork work) {
    return new Runs(parts, work::prepare, work);
  }

  /// From now on takes over what dead servers leave. Does not wait.
  public void start() {
    threads.execute(this::watch);
  }

  private void watch() {
    try {
      while (!places.isClosed()) {
        looking.attempt(LOG, "runs may look as if they were under way", this::lookAround);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks for runs of dead servers, for runs that others have cancelled or taken over, and for
  /// what could not be stored.
  void lookAround() {
    stored.catchUp();
    if (!drain.hasBegun()) {
      stored.store().takeOver().forEach(this::takeOver);
    }
    places.active().forEach(this::noticeLoss);
    seat();
  }

  private void takeOver(LeftRun left) {
    Run run = left.run();
    SessionId session = run.session();
    try {
      if (session != null && left.dead() != null && isAtWork(run)) {
        execution.cutOff(session, left.dead());
      }
      takeOver(run);
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "run {0} is taken over later: {1}", run.id(), e.text());
      stored.later(run.id(), () -> takeOver(left));
    }
  }

  /// Of those of schedules the schedules see to it.
  private static boolean isAtWork(Run run) {
    return run.schedule() == null && RunState.AT_WORK.contains(run.state());
  }

  private void takeOver(Run left) {
    if (left.state() == RunState.QUEUED) {
      places.queue(left);
    } else if (execution.outlives(left)) {
      resume(left);
    } else if (left.request().continues() && left.attempts() < MOST_ATTEMPTS) {
      LOG.log(Level.INFO, "run {0} goes on: the server died during it", left.id());
      stored.queueAgain(left.id()).ifPresent(places::queue);
    } else {
      stored.end(left.id(), RunState.INTERRUPTED, DEAD, null);
    }
  }

  private void resume(Run left) {
    if (!isHandedOver(left.id())) {
      places.resume(left.id()).ifPresent(seated -> threads.execute(() -> resume(seated)));
    }
  }

  /// Where another server has what a run needs, that one has it from now on.
  private boolean isHandedOver(RunId id) {
    Optional<ClusterNode> other = execution.elsewhere(() -> stored.store().find(id));
    other.ifPresent(
        node -> {
          LOG.log(Level.INFO, "run {0} is for server {1}", id, node.description().name());
          stored.store().handOver(id, node.id());
        });
    return other.isPresent();
  }

  private void noticeLoss(RunId id) {
    if (!stored.store().isOwn(id)) {
      boolean hasEnded = stored.store().find(id).filter(run -> run.state().isEnd()).isPresent();
      stop(id, hasEnded ? Interruption.CANCELLATION : Interruption.SUDDEN_END);
    }
  }

  private void stop(RunId id, Interruption why) {
    places.work(id).ifPresent(work -> work.stop(why));
  }

  /// Accepts a run; it is stored when this returns.
  ///
  /// @param idempotencyKey null for none
  /// @return the new run, or the one that this key has made before
  /// @throws dev.gander.domain.error.InvalidInput if the request cannot be carried out
  /// @throws dev.gander.domain.error.NotFound if there is no such recipe or session
  /// @throws dev.gander.domain.error.Conflict if it chooses a server where there is only one
  /// @throws dev.gander.domain.run.RunKeyReused if the key was used for another request
  /// @throws Unavailable when closed
  public Run submit(KeyId owner, RunRequest request, @Nullable String idempotencyKey) {
    Optional<Run> known =
        Optional.ofNullable(idempotencyKey)
            .flatMap(key -> stored.store().find(owner, key, request));
    return known.orElseGet(() -> created(owner, request, idempotencyKey));
  }

  private Run created(KeyId owner, RunRequest request, @Nullable String idempotencyKey) {
    drain.requireNot();
    if (places.isClosed()) {
      throw new Unavailable("The server is stopping");
    }
    RunId id = RunId.next(ids);
    Run run = Run.queued(id, owner, request, recipes.prepare(request), clock.instant());
    Run kept = stored.store().create(run, idempotencyKey);
    if (kept.id().equals(id)) {
      stored.bells().ring(id);
      places.queue(kept);
      seat();
    }
    return kept;
  }

  private void resume(Seated seated) {
    perform(seated, () -> stored.resume(seated.id()));
    if (seated.work().isCancelled()) {
      withdraw(seated.id());
    }
  }

  /// A person could answer a question of which nothing comes any more.
  private void withdraw(RunId id) {
    try {
      stored.store().find(id).ifPresent(this::withdraw);
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "run {0} is cancelled, its question stays: {1}", id, e.text());
    }
  }

  private void withdraw(Run cancelled) {
    CurrentCaller.run(Caller.owning(cancelled.owner()), () -> execution.withdraw(cancelled));
  }

  private void seat() {
    if (drain.hasBegun()) {
      return;
    }
    places.seat().forEach(seated -> threads.execute(() -> begin(seated)));
  }

  private void begin(Seated seated) {
    RunId id = seated.id();
    perform(seated, () -> isHandedOver(id) ? Optional.empty() : stored.begin(id));
  }

  /// @param change what makes the run one that is worked on; empty if it has ended
  private void perform(Seated seated, Supplier<Optional<Run>> change) {
    RunId id = seated.id();
    try {
      change.get().ifPresent(run -> work(run, seated.work()));
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "run {0} cannot begin yet: {1}", id, e.text());
      stored.later(id, () -> again(id));
    } finally {
      places.leave(id);
      seat();
    }
  }

  private void again(RunId id) {
    stored.store().find(id).filter(run -> !run.state().isEnd()).ifPresent(this::takeOver);
  }

  private void work(Run run, StoppableWork work) {
    Optional<Thread> timer =
        Optional.ofNullable(run.request().limits().timeout())
            .map(timeout -> timer(run.id(), timeout));
    boolean isTold = false;
    try {
      work.enter();
      // What it makes belongs to the key that asked for the run.
      RunEnding ending =
          CurrentCaller.call(
              Caller.owning(run.owner()), () -> execution.run(run, work, new Progress(run.id())));
      ended(run.id(), work, ending);
      isTold = true;
    } catch (InterruptedException _) {
      fail(run.id(), work, "The run was interrupted");
      isTold = true;
    } catch (GanderException e) {
      fail(run.id(), work, e.text());
      isTold = true;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "run " + run.id() + " broke down", e);
    } finally {
      // Whatever else has ended the thread has to end the run.
      if (!isTold) {
        fail(run.id(), work, "Internal error");
      }
      work.leave();
      timer.ifPresent(Thread::interrupt);
    }
  }

  private Thread timer(RunId id, Duration timeout) {
    return Thread.startVirtualThread(
        () -> {
          try {
            Thread.sleep(timeout);
            String reason = "The run has taken longer than " + timeout.toSeconds() + " s";
            var _ = stored.end(id, RunState.LIMIT, reason, null);
            stop(id, Interruption.CANCELLATION);
          } catch (InterruptedException _) {
            // It has ended in time.
          }
        });
  }

  /// Stores how the work ended by itself. Whoever has stopped it says how it ended; then only what
  /// came of it is added.
  private void ended(RunId id, StoppableWork work, RunEnding ending) {
    boolean counts =
        !work.isStopped() && stored.end(id, ending.state(), ending.reason(), ending.report());
    if (!counts && !places.isClosed()) {
      stored.report(id, ending.report());
    }
  }

  private void fail(RunId id, StoppableWork work, String reason) {
    if (!work.isStopped()) {
      var _ = stored.end(id, RunState.FAILED, reason, null);
    }
  }

  private final class Progress implements RunProgress {
    private final RunId id;

    Progress(RunId id) {
      this.id = id;
    }

    @Override
    public void runsIn(SessionId session) {
      stored.runsIn(id, session);
    }

    @Override
    public void stands(RunState now) {
      places.waits(id, now == RunState.WAITING);
      stored.stands(id, now);
      seat();
    }
  }

  /// @throws RunNotFound for an unknown id
  public Run get(RunId id) {
    return stored.store().find(id).orElseThrow(() -> new RunNotFound(id));
  }

  /// Ends a run, also while it waits for a person. It counts as ended at once. One that has ended
  /// stays as it is.
  ///
  /// @return the run after that
  /// @throws RunNotFound for an unknown id
  public Run cancel(RunId id) {
    Optional<Run> cancelled = stored.cancel(id);
    cancelled.ifPresent(places::withdraw);
    stop(id, Interruption.CANCELLATION);
    if (cancelled.isPresent() && places.work(id).isEmpty()) {
      withdraw(id);
    }
    return cancelled.orElseGet(() -> get(id));
  }

  /// Waits for the end of a run.
  ///
  /// @return the run as it is when it has ended, or when the patience has
  /// @throws RunNotFound for an unknown id
  public Run await(RunId id, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    try (RunBells.Bell bell = bell(id)) {
      Run run = get(id);
      while (!run.state().isEnd() && deadline - System.nanoTime() > 0) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        var _ = bell.await(left.compareTo(PAUSE) < 0 ? left : PAUSE);
        run = get(id);
      }
      return run;
    }
  }

  /// @param listener told of every change of a run; must be quick
  public void listen(Consumer<RunId> listener) {
    stored.bells().listen(listener);
  }

  /// Hears of changes of a run.
  public RunBells.Bell bell(RunId id) {
    return stored.bells().of(id);
  }

  /// How many are worked on, or wait for a person, at this server.
  public int underWay() {
    return places.active().size();
  }

  /// How many wait for a place at this server.
  public int queued() {
    return places.queued();
  }

  /// Nothing begins any more. Runs that are under way end as interrupted, unless they want to go on
  /// after a restart, or wait for a person who can answer then; queued ones stay queued. Does not
  /// wait for turns.
  @Override
  public void close() {
    places.close();
    for (RunId id : places.active()) {
      stop(id, Interruption.STOP);
      if (!goesOn(id)) {
        var _ = stored.end(id, RunState.INTERRUPTED, DEAD, null);
      }
    }
  }

  private boolean goesOn(RunId id) {
    try {
      return stored
          .store()
          .find(id)
          .filter(run -> run.request().continues() || execution.outlives(run))
          .isPresent();
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "the end of run {0} is left to the next server: {1}", id, e.text());
      return true;
    }
  }
}
