package dev.gander.application.schedule;

import dev.gander.application.access.Sight;
import dev.gander.application.run.RecurringProblem;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.schedule.CronExpression;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobIdTaken;
import dev.gander.domain.schedule.JobTimerFactory;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRunning;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.schedule.ScheduledJob.Activity;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The scheduled jobs of a server: everything that clients can do with them, and their clock. A
/// caller sees its own; those of others are unknown to it. Thread-safe.
public final class Schedules implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Schedules.class.getName());

  /// How soon edits of the store by others are noticed.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final ScheduleStore store;
  private final RunHistory history;
  private final Executor threads;
  private final JobBook book;
  private final JobRuns runs;
  private final JobClock jobClock;
  private final LeftRuns left;
  private final Sight sight;
  private final ReentrantLock scheduling = new ReentrantLock();
  private boolean isFirstLook = true;
  private volatile boolean isDraining;
  private final RecurringProblem following = new RecurringProblem();
  private final RecurringProblem freeing = new RecurringProblem();

  /// What schedules need of the outside.
  public record Parts(
      ScheduleStore store,
      FireLedger ledger,
      RunHistory history,
      ShownRuns.Showing showing,
      JobTimerFactory timers,
      ScheduleSettings settings,
      Clock clock,
      Executor threads,
      Sight sight) {}

  /// @param task what a run does
  Schedules(Parts parts, JobTask task) {
    this(parts, shown(parts), task);
  }

  private Schedules(Parts parts, ShownRuns shown, JobTask task) {
    store = parts.store();
    history = shown;
    threads = parts.threads();
    sight = parts.sight();
    book = new JobBook(store, parts.ledger(), parts.clock());
    runs = new JobRuns(book, parts.ledger(), history, owned(task), parts.clock(), threads);
    left = new LeftRuns(book, parts.ledger(), history, runs, parts.settings(), parts.clock());
    jobClock =
        new JobClock(book, runs, parts.ledger(), parts.timers(), parts.settings(), parts.clock());
  }

  /// What a run makes belongs to the key that made the job, whoever or whatever starts the run.
  private JobTask owned(JobTask task) {
    return new JobTask() {
      @Override
      public RunResult run(ScheduledJob job, ActiveRun run) throws InterruptedException {
        return CurrentCaller.call(sight.ownerOf(job.id()), () -> task.run(job, run));
      }

      @Override
      public boolean isAtHome(ScheduledJob job) {
        return task.isAtHome(job);
      }

      @Override
      public void requireHome(ScheduledJob job) {
        task.requireHome(job);
      }

      @Override
      public void cutOff(SessionId session, String server) {
        task.cutOff(session, server);
      }
    };
  }

  /// Jobs that run their recipes with an agent.
  public static Schedules of(Parts parts, AgentTask.Parts agent) {
    ShownRuns shown = shown(parts);
    return new Schedules(parts, shown, new AgentTask(agent, shown));
  }

  private static ShownRuns shown(Parts parts) {
    return new ShownRuns(
        parts.history(), parts.store(), job -> parts.sight().ownerOf(job).key(), parts.showing());
  }

  /// Begins to fire, and from now on frees what dead servers left running, and notices the edits of
  /// others. Does not wait.
  public void start() {
    threads.execute(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        lookAround();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// No fire is dealt with any more, and nothing is taken over; runs go on.
  public void drain() {
    isDraining = true;
    jobClock.close();
    runs.drain();
  }

  /// How many runs are under way at this server.
  public int underWay() {
    return runs.underWay();
  }

  /// Looks for servers that have died and for edits of others.
  void lookAround() {
    if (!isDraining) {
      freeing.attempt(LOG, "jobs may look as if they were running", this::freeLeft);
    }
    follow();
  }

  /// Looks for edits of others. A problem is logged once; the next look tries again.
  void follow() {
    following.attempt(LOG, "schedules go on as they were", jobClock::follow);
  }

  private void freeLeft() {
    left.look(isFirstLook);
    isFirstLook = false;
  }

  /// The jobs as they are now, in the order of their ids.
  public List<ScheduledJob> list() {
    follow();
    return sight.ofSchedules(book.list(), ScheduledJob::id).stream().map(this::current).toList();
  }

  private ScheduledJob current(ScheduledJob job) {
    return job.withActivity(runs.activity(job).orElse(null));
  }

  /// @throws ScheduleNotFound for an unknown id
  public Optional<Activity> activity(JobId id) {
    return runs.activity(get(id));
  }

  /// @throws ScheduleNotFound for an unknown id
  public ScheduledJob get(JobId id) {
    sight.require(id);
    return book.get(id);
  }

  /// Replaces the labels that the server of the next run has to have, also while one is going on.
  ///
  /// @throws ScheduleNotFound for an unknown id
  public void label(JobId id, NodeLabels labels) {
    get(id);
    if (book.update(id, job -> job.withLabels(labels)).isEmpty()) {
      throw new ScheduleNotFound(id);
    }
  }

  /// Whether there is a job with this id, which another one cannot get.
  public boolean exists(JobId id) {
    return book.find(id).isPresent();
  }

  /// @param recipe the text of its file
  /// @param folder that the recipe's paths start from; null for that of its file
  /// @throws JobIdTaken if the id belongs to another job
  public ScheduledJob create(JobId id, String cron, String recipe, @Nullable String folder) {
    Path source = store.recipeFile(id);
    ScheduledJob job = ScheduledJob.of(id, source.toString(), cron).in(folder);
    sight.requireFree(id, hasHistory(id));
    book.add(job, recipe);
    sight.made(id);
    beginNow(id);
    return job;
  }

  /// The job that runs a recipe in its own file.
  public Optional<ScheduledJob> ofRecipe(Path recipe) {
    return list().stream().filter(job -> job.source().equals(recipe.toString())).findFirst();
  }

  /// Runs a recipe from its own file: changes its job, or makes one that is named after the file,
  /// with a number while that name is taken.
  ///
  /// @throws ScheduleRunning while it runs
  /// @throws dev.gander.domain.schedule.InvalidCron if the text is not an expression
  public void schedule(Path recipe, String cron) {
    CronExpression.parse(cron);
    scheduling.lock();
    try {
      Optional<ScheduledJob> job = ofRecipe(recipe);
      if (job.isPresent()) {
        update(job.get().id(), cron);
      } else {
        beginNow(added(recipe, cron));
      }
    } finally {
      scheduling.unlock();
    }
  }

  private boolean hasHistory(JobId id) {
    return !sight.seesAll() && !history.list(id, 1, Long.MAX_VALUE).isEmpty();
  }

  /// The job is stored: what keeps it from the clock now is tried again by the next look.
  private void beginNow(JobId id) {
    try {
      jobClock.beginNow(id);
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "schedule {0} begins later: {1}", id, e.text());
    }
  }

  private JobId added(Path recipe, String cron) {
    String name = recipe.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
    for (int copy = 0; ; copy++) {
      JobId id = new JobId(copy == 0 ? name : name + "_" + copy);
      try {
        sight.requireFree(id, hasHistory(id));
        book.add(ScheduledJob.of(id, recipe.toString(), cron));
        sight.made(id);
        return id;
      } catch (JobIdTaken _) {
        // The next name, then.
      }
    }
  }

  /// Removes the jobs that run a recipe in its own file.
  public void unschedule(Path recipe) {
    list().stream()
        .filter(job -> job.source().equals(recipe.toString()))
        .forEach(job -> delete(job.id()));
  }

  /// Changes when a job runs; the same expression changes nothing.
  ///
  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning while it runs; checked before the expression
  /// @throws dev.gander.domain.schedule.InvalidCron if the text is not an expression
  public ScheduledJob update(JobId id, String cron) {
    ScheduledJob job = idle(id, "update");
    CronExpression.parse(cron);
    if (job.cron().equals(cron)) {
      return current(job);
    }
    ScheduledJob changed =
        book.update(id, old -> old.withCron(cron)).orElseThrow(() -> new ScheduleNotFound(id));
    beginNow(id);
    return current(changed);
  }

  /// @throws ScheduleNotFound for an unknown id
  /// @throws ScheduleRunning while it runs
  public void pause(JobId id) {
    if (!idle(id, "pause").paused()) {
      setPaused(id, true);
    }
  }

  /// @throws ScheduleNotFound for an unknown id
  public void unpause(JobId id) {
    if (get(id).paused()) {
      setPaused(id, false);
    }
  }

  private void setPaused(JobId id, boolean paused) {
    book.update(id, job -> job.withPaused(paused));
    beginNow(id);
  }

  private ScheduledJob idle(JobId id, String change) {
    ScheduledJob job = get(id);
    if (runs.isRunning(job)) {
      throw ScheduleRunning.cannot(change, id);
    }
    return job;
  }

  /// Deletes a job; its recipe, its history and its sessions stay, and a run goes on.
  ///
  /// @throws ScheduleNotFound for an unknown id
  public void delete(JobId id) {
    sight.require(id);
    book.remove(id);
    follow();
  }

  /// See [JobRuns#runNow].
  public CompletableFuture<RunEnd> runNow(JobId id) {
    sight.require(id);
    return runs.runNow(id);
  }

  /// See [JobRuns#kill].
  public void kill(JobId id) {
    sight.require(id);
    runs.kill(id);
  }

  /// The history of a job that exists or once did; empty for an unknown id.
  public List<ScheduleRun> history(JobId id, int limit, long before) {
    return sight.sees(id) ? history.list(id, limit, before) : List.of();
  }

  /// Nothing fires any more, and runs end as interrupted. Does not wait for their turns.
  @Override
  public void close() {
    jobClock.close();
    runs.close();
  }
}
