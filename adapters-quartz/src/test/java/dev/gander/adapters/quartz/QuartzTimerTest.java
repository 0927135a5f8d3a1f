package dev.gander.adapters.quartz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobTimer;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.schedule.JobTimerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class QuartzTimerTest implements JobTimerContract {
  private final QuartzTimers timers = new QuartzTimers();

  @Override
  public JobTimer start(JobTimer.Bell bell) {
    return timers.start(bell);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void reach(Instant moment) {
    // It passes by itself.
  }

  @Test
  void neverRingsTooEarly() throws Exception {
    List<Duration> late = new CopyOnWriteArrayList<>();
    try (JobTimer timer = start((_, moment) -> late.add(Duration.between(moment, Instant.now())))) {
      for (int i = 0; i < 20; i++) {
        timer.plan(new JobId("job" + i), Instant.now().plusNanos(30_000_001L + i * 1_234_567L));
      }
      Eventually.holds(() -> late.size() == 20);
    }
    assertFalse(late.stream().anyMatch(Duration::isNegative), late::toString);
  }

  @Test
  void manyPlansAreRungAndForgotten() throws Exception {
    List<JobId> heard = new CopyOnWriteArrayList<>();
    Instant soon = now().plusMillis(300);
    try (JobTimer timer = start((job, _) -> heard.add(job))) {
      for (int i = 0; i < 1000; i++) {
        timer.plan(new JobId("job" + i), soon);
        timer.plan(new JobId("never" + i), soon.plus(Duration.ofDays(i + 1)));
      }
      Eventually.holds(() -> heard.size() == 1000);
    }
    assertTrue(heard.stream().allMatch(job -> job.text().startsWith("job")));
  }
}
