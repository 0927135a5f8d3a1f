package dev.gander.application.run;

import dev.gander.application.run.RunPlaces.Seated;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunNotFound;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The runs of this server: they wait for a place, are worked on, each on a thread of its own, and
/// end in exactly one state. Thread-safe.
public final class Runs implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Runs.class.getName());

  /// How soon runs of dead servers, and cancels of others, are noticed.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// A run that the server dies of would otherwise go on for ever.
  private static final int MOST_ATTEMPTS = 5;

  private final RunStore store;
  private final RunPlans plans;
  private final RunWork task;
  private final IdSource ids;
  private final Clock clock;
  private final Executor threads;
  private final Consumer<Run> ended;
  private final RunPlaces places;
  private final RunBells bells = new RunBells();
  private final RecurringProblem looking = new RecurringProblem();

  /// Ends that could not be stored yet, and queued runs that could not begin.
  private final Map<RunId, Runnable> late = new ConcurrentHashMap<>();

  /// What runs need.
  ///
  /// @param threads runs each run; a run blocks its thread
  /// @param ended told of each end, after it is stored; must be quick
  public record Parts(
      RunStore store,
      RunWork work,
      RunSettings settings,
      IdSource ids,
      Clock clock,
      Executor threads,
      Consumer<Run> ended) {}

  public Runs(Parts parts) {
    store = parts.store();
    plans = parts.work().plans();
    task = parts.work();
    ids = parts.ids();
    clock = parts.clock();
    threads = parts.threads();
    ended = parts.ended();
    places = new RunPlaces(parts.settings()::parallelRuns);
  }

  /// From now on takes over what dead servers leave. Does not wait.
  public void start() {
    threads.execute(this::watch);
  }

  private void watch() {
    try {
      while (!places.isClosed()) {
        lookAroundSafely();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// One look that breaks down must not be the last.
  private void lookAroundSafely() {
    try {
      lookAround();
      looking.isOver();
    } catch (GanderException e) {
      if (looking.isNew(e.text())) {
        LOG.log(Level.WARNING, "{0}; runs may look as if they were under way", e.text());
      }
    } catch (RuntimeException e) {
      if (looking.isNew(e.toString())) {
        LOG.log(Level.ERROR, "looking after runs broke down", e);
      }
    }
  }

  /// Looks for runs of dead servers, for runs that others have cancelled, and for what could not be
  /// stored.
  void lookAround() {
    late.values().forEach(Runnable::run);
    store.takeOver().forEach(this::takeOver);
    places.active().forEach(this::noticeCancel);
    seat();
  }

  private void takeOver(Run left) {
    if (left.state() == RunState.QUEUED) {
      places.queue(left);
      return;
    }
    boolean goesOn = left.request().continues() && left.attempts() < MOST_ATTEMPTS;
    if (!goesOn) {
      end(left.id(), RunState.AT_WORK, interrupted(clock));
      return;
    }
    LOG.log(Level.INFO, "run {0} goes on: the server died during it", left.id());
    store.change(left.id(), RunState.AT_WORK, Run::queuedAgain).ifPresent(places::queue);
    bells.ring(left.id());
  }

  private static UnaryOperator<Run> interrupted(Clock clock) {
    return run ->
        run.ended(RunState.INTERRUPTED, "The server ended during the run", clock.instant());
  }

  private void noticeCancel(RunId id) {
    boolean isOver = store.find(id).filter(run -> run.state().isEnd()).isPresent();
    if (isOver) {
      places.work(id).ifPresent(work -> work.stop(Interruption.CANCELLATION));
    }
  }

  /// Accepts a run; it is stored when this returns.
  ///
  /// @param idempotencyKey null for none
  /// @return the new run, or the one that this key has made before
  /// @throws dev.gander.domain.error.InvalidInput if the request cannot be carried out
  /// @throws dev.gander.domain.error.NotFound if there is no such recipe or session
  /// @throws dev.gander.domain.run.RunKeyReused if the key was used for another request
  public Run submit(KeyId owner, RunRequest request, @Nullable String idempotencyKey) {
    Optional<Run> known =
        Optional.ofNullable(idempotencyKey).flatMap(key -> store.find(owner, key, request));
    return known.orElseGet(() -> created(owner, request, idempotencyKey));
  }

  private Run created(KeyId owner, RunRequest request, @Nullable String idempotencyKey) {
    if (places.isClosed()) {
      throw new Unavailable("The server is stopping");
    }
    Run run =
        Run.queued(
            RunId.next(ids),
            owner,
            request,
            RunPlans.stored(plans.prepare(request)),
            clock.instant());
    Run stored = store.create(run, idempotencyKey);
    if (stored.id().equals(run.id())) {
      places.queue(stored);
      seat();
    }
    return stored;
  }

  private void seat() {
    places.seat().forEach(seated -> threads.execute(() -> perform(seated)));
  }

  private void perform(Seated seated) {
    try {
      begin(seated.id()).ifPresent(run -> work(run, seated.work()));
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "run {0} cannot begin yet: {1}", seated.id(), e.text());
      late.put(seated.id(), () -> beginAgain(seated.id()));
    } finally {
      places.leave(seated.id());
      seat();
    }
  }

  private Optional<Run> begin(RunId id) {
    Optional<Run> begun =
        store.change(id, Set.of(RunState.QUEUED), run -> run.begun(clock.instant()));
    bells.ring(id);
    return begun;
  }

  private void beginAgain(RunId id) {
    Optional<Run> queued = store.find(id).filter(run -> run.state() == RunState.QUEUED);
    late.remove(id);
    queued.ifPresent(places::queue);
  }

  private void work(Run run, StoppableWork work) {
    Optional<Thread> timer =
        Optional.ofNullable(run.request().limits().timeout())
            .map(timeout -> timer(run.id(), timeout, work));
    try {
      work.enter();
      ended(run.id(), work, task.run(run, work, new Progress(run.id())));
    } catch (InterruptedException _) {
      fail(run.id(), work, "The run was interrupted");
    } catch (GanderException e) {
      fail(run.id(), work, e.text());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "run " + run.id() + " broke down", e);
      fail(run.id(), work, "Internal error");
    } finally {
      work.leave();
      timer.ifPresent(Thread::interrupt);
    }
  }

  private Thread timer(RunId id, Duration timeout, StoppableWork work) {
    return Thread.startVirtualThread(
        () -> {
          try {
            Thread.sleep(timeout);
            expire(id, timeout, work);
          } catch (InterruptedException _) {
            // It has ended in time.
          }
        });
  }

  private void expire(RunId id, Duration timeout, StoppableWork work) {
    String reason = "The run has taken longer than " + timeout.toSeconds() + " seconds";
    end(id, RunState.AT_WORK, run -> run.ended(RunState.LIMIT, reason, clock.instant()));
    work.stop(Interruption.CANCELLATION);
  }

  /// Stores how the work ended by itself. Somebody may have ended the run before: then only what
  /// came of it is added.
  private void ended(RunId id, StoppableWork work, RunEnding ending) {
    boolean counts =
        !work.isStopped()
            && end(
                id,
                RunState.AT_WORK,
                run ->
                    run.ended(ending.state(), ending.reason(), ending.report(), clock.instant()));
    if (!counts && !places.isClosed()) {
      report(id, ending.report());
    }
  }

  private void report(RunId id, RunReport report) {
    try {
      store.change(
          id,
          Set.of(RunState.CANCELLED, RunState.LIMIT),
          run -> run.report().equals(RunReport.NOTHING) ? run.reporting(report) : run);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "what came of run {0} is not stored: {1}", id, e.text());
    }
  }

  private void fail(RunId id, StoppableWork work, String reason) {
    if (!work.isStopped()) {
      end(id, RunState.AT_WORK, run -> run.ended(RunState.FAILED, reason, clock.instant()));
    }
  }

  /// Ends a run, at the latest when the store can be reached again.
  ///
  /// @return false if it has ended before
  private boolean end(RunId id, Set<RunState> from, UnaryOperator<Run> end) {
    try {
      Optional<Run> last = store.change(id, from, end);
      late.remove(id);
      bells.ring(id);
      last.ifPresent(ended);
      return last.isPresent();
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "the end of run {0} is not stored yet: {1}", id, e.text());
      late.put(id, () -> end(id, from, end));
      return true;
    }
  }

  /// Stores how a run gets on.
  private final class Progress implements RunProgress {
    private final RunId id;

    Progress(RunId id) {
      this.id = id;
    }

    @Override
    public void runsIn(SessionId session) {
      store
          .change(id, RunState.AT_WORK, run -> run.runningIn(session))
          .orElseThrow(() -> new RunFailed("The run has ended before it began"));
      bells.ring(id);
    }

    @Override
    public void waits(boolean forPerson) {
      places.waits(id, forPerson);
      RunState now = forPerson ? RunState.WAITING : RunState.RUNNING;
      try {
        store.change(id, RunState.AT_WORK, run -> run.in(now));
        bells.ring(id);
      } catch (StorageException e) {
        LOG.log(Level.WARNING, "run {0} is {1}, which is not stored: {2}", id, now, e.text());
      }
      if (forPerson) {
        seat();
      }
    }
  }

  /// @throws RunNotFound for an unknown id
  public Run get(RunId id) {
    return store.find(id).orElseThrow(() -> new RunNotFound(id));
  }

  /// Ends a run, also while it waits for a person. It counts as ended at once. One that has ended
  /// stays as it is.
  ///
  /// @return the run after that
  /// @throws RunNotFound for an unknown id
  public Run cancel(RunId id) {
    Optional<Run> cancelled =
        store.change(
            id, RunState.OPEN, run -> run.ended(RunState.CANCELLED, null, clock.instant()));
    if (cancelled.isEmpty()) {
      return get(id);
    }
    places.withdraw(cancelled.get());
    places.work(id).ifPresent(work -> work.stop(Interruption.CANCELLATION));
    bells.ring(id);
    ended.accept(cancelled.get());
    return cancelled.get();
  }

  /// Waits for the end of a run.
  ///
  /// @return the run as it is when it has ended, or when the patience has
  /// @throws RunNotFound for an unknown id
  public Run await(RunId id, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    try (RunBells.Bell bell = bells.of(id)) {
      Run run = get(id);
      while (!run.state().isEnd() && deadline - System.nanoTime() > 0) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        bell.await(left.compareTo(PAUSE) < 0 ? left : PAUSE);
        run = get(id);
      }
      return run;
    }
  }

  /// Hears of changes of a run.
  public RunBells.Bell bell(RunId id) {
    return bells.of(id);
  }

  /// Nothing begins any more. Runs that are under way end as interrupted, unless they want to go on
  /// after a restart; queued ones stay queued. Does not wait for turns.
  @Override
  public void close() {
    places.close();
    for (RunId id : places.active()) {
      places.work(id).ifPresent(work -> work.stop(Interruption.STOP));
      if (!goesOn(id)) {
        end(id, RunState.AT_WORK, interrupted(clock));
      }
    }
  }

  private boolean goesOn(RunId id) {
    try {
      return store.find(id).filter(run -> run.request().continues()).isPresent();
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "the end of run {0} is left to the next server: {1}", id, e.text());
      return true;
    }
  }
}
