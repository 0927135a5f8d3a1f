package dev.gander.adapters.quartz;

import static java.util.Objects.requireNonNull;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobTimer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/// One trigger for each planned moment, however many jobs it is about. Triggers whose time passed
/// while the machine slept fire at once, which is Quartz's own bookkeeping. `lock` guards the
/// plans.
final class QuartzTimer implements JobTimer {
  private static final System.Logger LOG = System.getLogger(QuartzTimer.class.getName());

  private final Scheduler scheduler;
  private final Bell bell;
  private final JobDetail ring = JobBuilder.newJob(Ring.class).storeDurably().build();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<JobId, Instant> plans = new HashMap<>();

  /// The planned jobs by when their trigger fires, in milliseconds since 1970.
  private final Map<Long, Set<JobId>> triggers = new HashMap<>();

  private boolean closed;

  private QuartzTimer(Scheduler scheduler, Bell bell) {
    this.scheduler = scheduler;
    this.bell = bell;
  }

  static QuartzTimer start(Scheduler scheduler, Bell bell) throws SchedulerException {
    QuartzTimer timer = new QuartzTimer(scheduler, bell);
    scheduler.setJobFactory((_, _) -> new Ring(timer));
    scheduler.addJob(timer.ring, true);
    scheduler.start();
    return timer;
  }

  /// What Quartz runs.
  private record Ring(QuartzTimer timer) implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      timer.due(Long.parseLong(context.getTrigger().getKey().getName()));
    }
  }

  @Override
  public void plan(JobId job, Instant moment) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      forget(job);
      Set<JobId> jobs = triggers.get(notBefore(moment));
      if (jobs == null) {
        schedule(notBefore(moment));
        jobs = new HashSet<>(2);
        triggers.put(notBefore(moment), jobs);
      }
      jobs.add(job);
      plans.put(job, moment);
    } catch (SchedulerException e) {
      throw new Unavailable("The timer does not take a plan: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /// A trigger of that moment that is firing right now is replaced.
  private void schedule(long millis) throws SchedulerException {
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key(millis))
            .forJob(ring)
            .startAt(Date.from(Instant.ofEpochMilli(millis)))
            .withSchedule(simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build();
    if (scheduler.rescheduleJob(key(millis), trigger) == null) {
      scheduler.scheduleJob(trigger);
    }
  }

  /// Quartz counts milliseconds.
  private static long notBefore(Instant moment) {
    Instant rounded = moment.truncatedTo(ChronoUnit.MILLIS);
    return rounded.toEpochMilli() + (rounded.isBefore(moment) ? 1 : 0);
  }

  @Override
  public void cancel(JobId job) {
    lock.lock();
    try {
      forget(job);
    } catch (SchedulerException e) {
      // It will fire for nobody.
      LOG.log(Level.WARNING, "the timer keeps a trigger: {0}", e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private void forget(JobId job) throws SchedulerException {
    Instant moment = plans.remove(job);
    if (moment == null) {
      return;
    }
    long millis = notBefore(moment);
    Set<JobId> jobs = triggers.get(millis);
    if (jobs != null && jobs.remove(job) && jobs.isEmpty()) {
      triggers.remove(millis);
      scheduler.unscheduleJob(key(millis));
    }
  }

  private void due(long millis) {
    planned(millis)
        .forEach(
            (job, moment) ->
                Thread.ofVirtual().name("schedule-" + job).start(() -> ring(job, moment)));
  }

  /// Quartz fires up to two milliseconds early.
  private void ring(JobId job, Instant moment) {
    try {
      for (Instant now = Instant.now(); now.isBefore(moment); now = Instant.now()) {
        Thread.sleep(Duration.between(now, moment));
      }
      bell.ring(job, moment);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes the plans that a trigger is about.
  private Map<JobId, Instant> planned(long millis) {
    lock.lock();
    try {
      Map<JobId, Instant> due = new HashMap<>();
      Set<JobId> jobs = triggers.remove(millis);
      if (jobs != null) {
        jobs.forEach(job -> due.put(job, requireNonNull(plans.remove(job))));
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  private static TriggerKey key(long millis) {
    return TriggerKey.triggerKey(Long.toString(millis));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        plans.clear();
        triggers.clear();
        scheduler.shutdown(false);
      }
    } catch (SchedulerException e) {
      LOG.log(Level.WARNING, "the timer does not stop: {0}", e.getMessage());
    } finally {
      lock.unlock();
    }
  }
}
