package dev.gander.bootstrap.cluster;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobTimer;
import dev.gander.domain.schedule.JobTimerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Timers for moments of the clock that all servers go by, made of timers that go by the clock of
/// this machine. What rings too early, since the clocks moved apart meanwhile, is planned again.
///
/// @param timers of this machine
/// @param machine the clock that they go by
/// @param shared the clock of all servers
public record SharedTimers(JobTimerFactory timers, Clock machine, Clock shared)
    implements JobTimerFactory {
  @Override
  public JobTimer start(JobTimer.Bell bell) {
    return new SharedTimer(bell);
  }

  /// @param here the moment by the clock of this machine
  private record Plan(Instant moment, Instant here) {}

  private final class SharedTimer implements JobTimer {
    private final JobTimer timer;
    private final Bell bell;

    /// Guarded by itself.
    private final Map<JobId, Plan> plans = new HashMap<>();

    SharedTimer(Bell bell) {
      this.bell = bell;
      timer = timers.start(this::ring);
    }

    @Override
    public void plan(JobId job, Instant moment) {
      Duration ahead = Duration.between(shared.instant(), machine.instant());
      Instant here = isMuch(ahead) ? moment.plus(ahead) : moment;
      synchronized (plans) {
        plans.put(job, new Plan(moment, here));
      }
      timer.plan(job, here);
    }

    /// The two clocks are read one after the other.
    private static boolean isMuch(Duration ahead) {
      return ahead.abs().compareTo(Duration.ofMillis(500)) > 0;
    }

    private void ring(JobId job, Instant here) {
      Optional<Plan> due = take(job, here);
      if (due.isPresent()) {
        Instant moment = due.get().moment();
        Duration early = Duration.between(shared.instant(), moment);
        if (early.isPositive() && isMuch(early)) {
          plan(job, moment);
        } else {
          bell.ring(job, moment);
        }
      }
    }

    /// Empty if the job was planned for another moment since.
    private Optional<Plan> take(JobId job, Instant here) {
      synchronized (plans) {
        Optional<Plan> due =
            Optional.ofNullable(plans.get(job)).filter(it -> it.here().equals(here));
        due.ifPresent(_ -> plans.remove(job));
        return due;
      }
    }

    @Override
    public void cancel(JobId job) {
      timer.cancel(job);
    }

    @Override
    public void close() {
      timer.close();
    }
  }
}
