package dev.gander.adapters.quartz;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.schedule.JobTimer;
import dev.gander.domain.schedule.JobTimerFactory;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;

/// Starts timers, each with a scheduler of its own.
public final class QuartzTimers implements JobTimerFactory {
  /// Quartz finds a scheduler again by its name.
  private final AtomicLong started = new AtomicLong();

  @Override
  public JobTimer start(JobTimer.Bell bell) {
    try {
      Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
      return QuartzTimer.start(scheduler, bell);
    } catch (SchedulerException e) {
      throw new Unavailable("The timer of schedules does not start: " + e.getMessage(), e);
    }
  }

  /// Two threads are plenty: they hand each ring over to a thread of its own.
  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty(
        "org.quartz.scheduler.instanceName",
        "gander-" + System.identityHashCode(this) + "-" + started.incrementAndGet());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.scheduler.interruptJobsOnShutdown", "false");
    properties.setProperty("org.quartz.scheduler.jmx.export", "false");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    return properties;
  }
}
