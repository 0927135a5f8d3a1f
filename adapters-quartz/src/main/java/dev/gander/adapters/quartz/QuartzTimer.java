package dev.gander.adapters.quartz;

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
import java.util.Map;
import java.util.Optional;
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

/// One trigger for each planned moment, all of one job: ring. Triggers whose time passed while the
/// machine slept fire at once, which is Quartz's own bookkeeping. `lock` guards the plans.
final class QuartzTimer implements JobTimer {
  private static final System.Logger LOG = System.getLogger(QuartzTimer.class.getName());

  /// Begins all names of triggers: Quartz takes no blank ones.
  private static final String MARK = "job ";

  private final Scheduler scheduler;
  private final Bell bell;
  private final JobDetail ring = JobBuilder.newJob(Ring.class).storeDurably().build();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<JobId, Instant> plans = new HashMap<>();
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
      Trigger trigger = context.getTrigger();
      timer.due(job(trigger.getKey()), trigger.getStartTime().toInstant());
    }
  }

  @Override
  public void plan(JobId job, Instant moment) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      plans.put(job, moment);
      Trigger trigger =
          TriggerBuilder.newTrigger()
              .withIdentity(key(job))
              .forJob(ring)
              .startAt(Date.from(notBefore(moment)))
              .withSchedule(simpleSchedule().withMisfireHandlingInstructionFireNow())
              .build();
      if (scheduler.rescheduleJob(key(job), trigger) == null) {
        scheduler.scheduleJob(trigger);
      }
    } catch (SchedulerException e) {
      throw new Unavailable("The timer does not take a plan: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /// Quartz counts milliseconds.
  private static Instant notBefore(Instant moment) {
    Instant rounded = moment.truncatedTo(ChronoUnit.MILLIS);
    return rounded.isBefore(moment) ? rounded.plusMillis(1) : rounded;
  }

  @Override
  public void cancel(JobId job) {
    lock.lock();
    try {
      if (plans.remove(job) != null && !closed) {
        scheduler.unscheduleJob(key(job));
      }
    } catch (SchedulerException e) {
      // Its ring will find no plan.
      LOG.log(Level.WARNING, "the timer keeps a plan: {0}", e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private void due(JobId job, Instant start) {
    planned(job, start)
        .ifPresent(
            moment -> Thread.ofVirtual().name("schedule-" + job).start(() -> ring(job, moment)));
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

  /// Takes the plan that a trigger is about; empty if there is another by now.
  private Optional<Instant> planned(JobId job, Instant start) {
    lock.lock();
    try {
      Instant moment = plans.get(job);
      if (moment == null || !notBefore(moment).equals(start)) {
        return Optional.empty();
      }
      plans.remove(job);
      return Optional.of(moment);
    } finally {
      lock.unlock();
    }
  }

  private static TriggerKey key(JobId job) {
    return TriggerKey.triggerKey(MARK + job.text());
  }

  private static JobId job(TriggerKey key) {
    return new JobId(key.getName().substring(MARK.length()));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        plans.clear();
        scheduler.shutdown(false);
      }
    } catch (SchedulerException e) {
      LOG.log(Level.WARNING, "the timer does not stop: {0}", e.getMessage());
    } finally {
      lock.unlock();
    }
  }
}
