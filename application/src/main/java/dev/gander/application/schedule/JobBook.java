package dev.gander.application.schedule;

import dev.gander.application.run.RecurringProblem;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobIdTaken;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The jobs as this server knows them. The store is the truth, with two exceptions: one that is
/// empty or cannot be read changes nothing here, and an entry that knows nothing of a run which we
/// know of was written by a program with an old copy (goose writes what it has in memory), so that
/// ours counts, unless the ledger knows of a new job with that id. Thread-safe: `lock` guards
/// everything.
final class JobBook {
  private static final System.Logger LOG = System.getLogger(JobBook.class.getName());

  private final ScheduleStore store;
  private final FireLedger ledger;
  private final Clock clock;
  private final RecurringProblem problem = new RecurringProblem();
  private final ReentrantLock lock = new ReentrantLock();
  private Map<JobId, ScheduledJob> jobs = new LinkedHashMap<>();
  private Map<JobId, Usable> usable = new HashMap<>();
  private @Nullable List<ScheduledJob> lastSeen;
  private long revision = 1;

  /// @param ledger tells an old copy of a job from a new job with its id
  JobBook(ScheduleStore store, FireLedger ledger, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Whether a job could run when it was last looked at: with this recipe file and expression.
  private record Usable(String source, String cron, boolean answer) {
    boolean isAbout(ScheduledJob job) {
      return answer && source.equals(job.source()) && cron.equals(job.cron());
    }
  }

  /// The jobs that can run, in the order of their ids, after a look at the store.
  List<ScheduledJob> list() {
    return locked(
        () -> {
          look();
          return jobs.values().stream()
              .filter(this::isUsable)
              .sorted((a, b) -> a.id().compareTo(b.id()))
              .toList();
        });
  }

  /// The jobs that the store calls running, after a look at it.
  List<ScheduledJob> running() {
    return locked(
        () -> {
          look();
          return jobs.values().stream().filter(ScheduledJob::isRunning).toList();
        });
  }

  /// The jobs in the store, also those that cannot run; empty while none could be read.
  Optional<Set<JobId>> stored() {
    return locked(() -> Optional.ofNullable(lastSeen).map(_ -> Set.copyOf(jobs.keySet())));
  }

  /// A number that grows when jobs come, go or fire at other times, after a look at the store.
  long revision() {
    return locked(
        () -> {
          look();
          lookForRecipes();
          return revision;
        });
  }

  /// A file may come after its job.
  private void lookForRecipes() {
    for (ScheduledJob job : jobs.values()) {
      Usable known = usable.get(job.id());
      if (known != null && !known.answer()) {
        isUsable(job);
      }
    }
  }

  /// A job that can run, after a look at the store.
  Optional<ScheduledJob> find(JobId id) {
    return locked(
        () -> {
          look();
          return Optional.ofNullable(jobs.get(id)).filter(this::isUsable);
        });
  }

  /// @throws ScheduleNotFound unless the job exists and can run
  ScheduledJob get(JobId id) {
    return find(id).orElseThrow(() -> new ScheduleNotFound(id));
  }

  /// Adds a job with its recipe; one with the same id that could not run is replaced.
  ///
  /// @throws JobIdTaken if there is such a job
  /// @throws StorageException if it cannot be stored; nothing is left of it
  void add(ScheduledJob job, String recipe) {
    add(job, () -> store.writeRecipe(job.id(), recipe));
  }

  /// Adds a job whose recipe is in a file already.
  ///
  /// @throws JobIdTaken if there is another job with that id
  /// @throws StorageException if it cannot be stored
  void add(ScheduledJob job) {
    add(job, () -> () -> {});
  }

  /// @param writing of its recipe; gives what undoes it
  private void add(ScheduledJob job, Supplier<Runnable> writing) {
    locked(
        () -> {
          look();
          Runnable[] undo = {() -> {}};
          try {
            change(
                before -> {
                  ScheduledJob old = before.get(job.id());
                  if (old != null && isUsable(old)) {
                    throw new JobIdTaken(job.id());
                  }
                  ledger.begin(job.id(), clock.instant());
                  undo[0] = writing.get();
                  before.put(job.id(), job);
                });
          } catch (StorageException e) {
            undo[0].run();
            throw e;
          }
          return job;
        });
  }

  /// Changes one job, also one that cannot run.
  ///
  /// @return the job as it is stored now; empty if it is gone
  Optional<ScheduledJob> update(JobId id, UnaryOperator<ScheduledJob> change) {
    return locked(
        () -> {
          change(before -> before.computeIfPresent(id, (_, job) -> change.apply(job)));
          return Optional.ofNullable(jobs.get(id));
        });
  }

  /// @throws ScheduleNotFound unless the job exists and can run
  void remove(JobId id) {
    locked(
        () -> {
          look();
          change(
              before -> {
                ScheduledJob job = before.get(id);
                if (job == null || !isUsable(job)) {
                  throw new ScheduleNotFound(id);
                }
                before.remove(id);
              });
          return id;
        });
  }

  private interface Edit {
    void apply(Map<JobId, ScheduledJob> jobs);
  }

  private void change(Edit edit) {
    List<ScheduledJob> stored =
        store.change(
            before -> {
              Map<JobId, ScheduledJob> now = reconciled(before);
              edit.apply(now);
              return List.copyOf(now.values());
            });
    keep(byId(stored));
    lastSeen = stored;
  }

  private void keep(Map<JobId, ScheduledJob> now) {
    if (!isSamePlan(now)) {
      revision++;
    }
    jobs = now;
  }

  private boolean isSamePlan(Map<JobId, ScheduledJob> now) {
    return now.size() == jobs.size()
        && now.values().stream().allMatch(job -> isSamePlan(jobs.get(job.id()), job));
  }

  private static boolean isSamePlan(@Nullable ScheduledJob before, ScheduledJob now) {
    return before != null
        && before.paused() == now.paused()
        && before.cron().equals(now.cron())
        && before.source().equals(now.source());
  }

  /// Takes over what others have changed. A problem is logged once.
  private void look() {
    try {
      Optional<List<ScheduledJob>> stored = store.read();
      if (stored.isEmpty() || !stored.get().equals(lastSeen)) {
        keep(reconciled(stored));
        lastSeen = stored.orElse(null);
        usable.keySet().retainAll(jobs.keySet());
      }
      problem.isOver();
    } catch (StorageException e) {
      if (problem.isNew(e.text())) {
        LOG.log(Level.WARNING, "{0}; schedules go on as they were", e.text());
      }
    }
  }

  private Map<JobId, ScheduledJob> reconciled(Optional<List<ScheduledJob>> stored) {
    if (stored.isEmpty()) {
      return new LinkedHashMap<>(jobs);
    }
    List<ScheduledJob> now = new ArrayList<>(stored.get());
    now.replaceAll(
        job -> {
          ScheduledJob mine = jobs.get(job.id());
          return mine != null && job.isOlderThan(mine) && !isNewer(mine) ? mine : job;
        });
    return byId(now);
  }

  /// Whether a server has made the job anew since it last ran as we know it.
  private boolean isNewer(ScheduledJob mine) {
    Instant ran = mine.lastRun();
    return ran != null && ledger.begun(mine.id()).filter(ran::isBefore).isPresent();
  }

  private static Map<JobId, ScheduledJob> byId(List<ScheduledJob> jobs) {
    Map<JobId, ScheduledJob> byId = new LinkedHashMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    return byId;
  }

  /// A recipe file may come later: what could not run is looked at each time.
  private boolean isUsable(ScheduledJob job) {
    Usable known = usable.get(job.id());
    if (known != null && known.isAbout(job)) {
      return true;
    }
    boolean answer = job.expression().isPresent() && store.hasRecipe(job);
    if (!answer && known == null) {
      LOG.log(
          Level.WARNING,
          "schedule {0} is left out: it has no recipe file or a wrong cron expression",
          job.id());
    }
    usable.put(job.id(), new Usable(job.source(), job.cron(), answer));
    if (answer && known != null) {
      revision++;
    }
    return answer;
  }

  private interface Work<T> {
    T run();
  }

  private <T> T locked(Work<T> work) {
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }
}
