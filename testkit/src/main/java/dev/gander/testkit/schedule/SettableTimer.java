package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobTimer;
import dev.gander.domain.schedule.JobTimerFactory;
import dev.gander.testkit.SettableClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Timers that ring when a test moves their clock, in the thread of the test and in the order of
/// time. Timers of several servers can share one.
public final class SettableTimer implements JobTimerFactory {
  private final SettableClock clock;
  private final PriorityQueue<Plan> plans = new PriorityQueue<>();
  private long planned;

  public SettableTimer(SettableClock clock) {
    this.clock = clock;
  }

  private record Plan(Instant moment, long number, JobId job, Rings owner)
      implements Comparable<Plan> {
    @Override
    public int compareTo(Plan other) {
      int byTime = moment.compareTo(other.moment);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }

    boolean isValid() {
      Plan current = owner.current.get(job);
      return current != null && current.number == number;
    }
  }

  @Override
  public JobTimer start(JobTimer.Bell bell) {
    return new Rings(bell);
  }

  /// Moves the clock on to this moment, ringing on the way.
  public void reach(Instant end) {
    Optional<Plan> due = due(end);
    while (due.isPresent()) {
      Plan plan = due.get();
      if (plan.moment().isAfter(clock.instant())) {
        clock.set(plan.moment());
      }
      plan.owner().bell.ring(plan.job(), plan.moment());
      due = due(end);
    }
    clock.set(end);
  }

  private synchronized Optional<Plan> due(Instant end) {
    Plan first = plans.peek();
    while (first != null && !first.moment().isAfter(end)) {
      plans.remove();
      if (first.isValid()) {
        first.owner().current.remove(first.job());
        return Optional.of(first);
      }
      first = plans.peek();
    }
    return Optional.empty();
  }

  private final class Rings implements JobTimer {
    private final Bell bell;
    private final Map<JobId, Plan> current = new HashMap<>();
    private boolean closed;

    Rings(Bell bell) {
      this.bell = bell;
    }

    @Override
    public void plan(JobId job, Instant moment) {
      synchronized (SettableTimer.this) {
        if (!closed) {
          Plan plan = new Plan(moment, planned++, job, this);
          current.put(job, plan);
          plans.add(plan);
        }
      }
    }

    @Override
    public void cancel(JobId job) {
      synchronized (SettableTimer.this) {
        current.remove(job);
      }
    }

    @Override
    public void close() {
      synchronized (SettableTimer.this) {
        closed = true;
        current.clear();
      }
    }
  }
}
