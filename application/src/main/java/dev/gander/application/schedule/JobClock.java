package dev.gander.application.schedule;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.schedule.CronExpression;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobTimer;
import dev.gander.domain.schedule.JobTimerFactory;
import dev.gander.domain.schedule.ScheduledJob;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps the timer set to the next fire of each job that is not paused. The fires of a job are
/// dealt with up to a moment that the ledger keeps; a job that is new, and one that someone has
/// changed, starts now. Thread-safe: `lock` guards the plans and the timer, which is started when
/// it is first needed.
final class JobClock implements JobTimer.Bell, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JobClock.class.getName());

  /// A fire that is later than this has been missed: the machine slept, or no server was running.
  private static final Duration LATE = Duration.ofMinutes(1);

  /// Missed fires are counted no further.
  private static final int MOST_COUNTED = 1000;

  private final JobBook book;
  private final JobRuns runs;
  private final FireLedger ledger;
  private final JobTimerFactory timers;
  private final ScheduleSettings settings;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<JobId, String> planned = new HashMap<>();

  /// Jobs whose fires have been watched since this server knows them, paused or not.
  private final Set<JobId> watched = new HashSet<>();

  /// The jobs in the store when this server last looked; null until it could.
  private @Nullable Set<JobId> known;

  private Instant lastLook = Instant.MIN;
  private long revision;
  private @Nullable JobTimer timer;
  private boolean closed;

  JobClock(
      JobBook book,
      JobRuns runs,
      FireLedger ledger,
      JobTimerFactory timers,
      ScheduleSettings settings,
      Clock clock) {
    this.book = book;
    this.runs = runs;
    this.ledger = ledger;
    this.timers = timers;
    this.settings = settings;
    this.clock = clock;
  }

  /// Sets the timer to what the book says now. Cheap if nothing has changed.
  void follow() {
    long now = book.revision();
    lock.lock();
    try {
      noticeClockSetBack();
      if (!closed && now != revision) {
        List<ScheduledJob> all = book.list();
        List<ScheduledJob> wanted = all.stream().filter(job -> !job.paused()).toList();
        cancelAllBut(wanted);
        planNew(wanted);
        watched.clear();
        all.forEach(job -> watched.add(job.id()));
        forgetGone();
        revision = now;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Plans that were made by a clock that was ahead would be kept until then.
  private void noticeClockSetBack() {
    Instant now = clock.instant();
    if (now.plus(LATE).isBefore(lastLook)) {
      LOG.log(
          Level.WARNING, "the clock was set back from {0}; schedules are planned anew", lastLook);
      planned.clear();
      revision = 0;
    }
    lastLook = now;
  }

  /// A job that comes again later begins anew.
  private void forgetGone() {
    Optional<Set<JobId>> stored = book.stored();
    if (stored.isPresent()) {
      Set<JobId> gone = new HashSet<>(known == null ? ledger.settled().keySet() : known);
      gone.removeAll(stored.get());
      if (!gone.isEmpty()) {
        ledger.forget(gone);
      }
      known = stored.get();
    }
  }

  private void cancelAllBut(List<ScheduledJob> wanted) {
    Map<JobId, String> crons =
        wanted.stream().collect(Collectors.toMap(ScheduledJob::id, ScheduledJob::cron));
    Set<JobId> gone = new HashSet<>(planned.keySet());
    gone.removeIf(id -> Objects.equals(planned.get(id), crons.get(id)));
    for (JobId id : gone) {
      planned.remove(id);
      if (timer != null) {
        timer.cancel(id);
      }
    }
  }

  private void planNew(List<ScheduledJob> wanted) {
    List<ScheduledJob> fresh =
        wanted.stream().filter(job -> !planned.containsKey(job.id())).toList();
    if (fresh.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<JobId, Instant> settled = settled(now);
    Map<JobId, Instant> begun =
        fresh.stream()
            .map(ScheduledJob::id)
            .filter(id -> !settled.containsKey(id))
            .collect(Collectors.toMap(id -> id, _ -> now));
    ledger.settle(begun);
    for (ScheduledJob job : fresh) {
      boolean changed = watched.contains(job.id());
      plan(job, changed ? now : settled.getOrDefault(job.id(), now));
      planned.put(job.id(), job.cron());
    }
  }

  /// A clock that was ahead must not hold fires back until then.
  private Map<JobId, Instant> settled(Instant now) {
    Map<JobId, Instant> settled = ledger.settled();
    if (settled.values().stream().noneMatch(now.plus(LATE)::isBefore)) {
      return settled;
    }
    LOG.log(
        Level.WARNING,
        "fires to come were dealt with: the clock was ahead; they are due after all");
    ledger.takeBack(now);
    return ledger.settled();
  }

  private void plan(ScheduledJob job, Instant after) {
    next(job, after).ifPresent(fire -> timer().plan(job.id(), fire));
  }

  private Optional<Instant> next(ScheduledJob job, Instant after) {
    return job.expression().flatMap(cron -> cron.next(after, clock.getZone()));
  }

  private JobTimer timer() {
    if (timer == null) {
      timer = timers.start(this);
    }
    return timer;
  }

  /// The fires of a job up to now do not count: it has just been created, changed, paused or
  /// unpaused.
  void beginNow(JobId id) {
    ledger.settle(Map.of(id, clock.instant()));
    planAgain(id);
    follow();
  }

  /// Lets the next look at the book plan the job, from where its fires are dealt with.
  private void planAgain(JobId id) {
    lock.lock();
    try {
      planned.remove(id);
      watched.remove(id);
      revision = 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ring(JobId id, Instant fire) {
    Optional<ScheduledJob> job = Optional.empty();
    try {
      follow();
      job = book.find(id).filter(it -> !it.paused() && isFire(it, fire));
    } catch (GanderException e) {
      LOG.log(Level.ERROR, "schedule {0} was not run at {1} yet: {2}", id, fire, e.text());
      planAgain(id);
    }
    if (job.isEmpty()) {
      return;
    }
    Instant dealtWith = fire;
    try {
      dealtWith = ring(job.get(), fire);
    } catch (GanderException e) {
      LOG.log(Level.ERROR, "schedule {0} was not run at {1}: {2}", id, fire, e.text());
    } finally {
      planNext(job.get(), dealtWith);
    }
  }

  /// The expression may have changed since.
  private boolean isFire(ScheduledJob job, Instant fire) {
    return next(job, fire.minusSeconds(1)).filter(fire::equals).isPresent();
  }

  /// @return the last fire that is dealt with
  private Instant ring(ScheduledJob job, Instant fire) {
    Instant late = clock.instant().minus(LATE);
    if (fire.isAfter(late)) {
      runs.fire(job, fire);
      return fire;
    }
    CronExpression cron = job.expression().orElseThrow();
    Instant last = fire;
    long count = 1;
    Optional<Instant> next = cron.next(fire, clock.getZone());
    while (count < MOST_COUNTED && next.isPresent() && !next.get().isAfter(late)) {
      last = next.get();
      count++;
      next = cron.next(last, clock.getZone());
    }
    Instant end = count < MOST_COUNTED ? last : late;
    runs.miss(job, fire, end, count, settings.makesUpForMissed());
    return end;
  }

  private void planNext(ScheduledJob job, Instant after) {
    lock.lock();
    try {
      if (!closed && job.cron().equals(planned.get(job.id()))) {
        plan(job, after);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    JobTimer stopped;
    lock.lock();
    try {
      closed = true;
      stopped = timer;
      timer = null;
    } finally {
      lock.unlock();
    }
    if (stopped != null) {
      stopped.close();
    }
  }
}
