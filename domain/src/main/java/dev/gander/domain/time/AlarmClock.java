package dev.gander.domain.time;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Looks again and again whether alarms are due, and rests when there have been none for a while.
final class AlarmClock {
  /// Looks without an alarm before it rests: waking it takes as long as what it is to save.
  private static final int PATIENCE = 30;

  private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
  private final long period;

  /// The clock's thread while it rests, or is about to.
  private final AtomicReference<@Nullable Thread> resting = new AtomicReference<>();

  /// @param period in milliseconds
  AlarmClock(int period) {
    this.period = TimeUnit.MILLISECONDS.toNanos(period);
    resting.set(thread());
  }

  private Thread thread() {
    return Thread.ofPlatform()
        .name("alarm-clock")
        .daemon()
        .inheritInheritableThreadLocals(false)
        .unstarted(this::run);
  }

  void add(Alarm alarm) {
    alarms.add(alarm);
    if (resting.get() != null) {
      wake(resting.getAndSet(null));
    }
  }

  void remove(Alarm alarm) {
    alarms.remove(alarm);
  }

  boolean isResting() {
    return resting.get() != null;
  }

  private static void wake(@Nullable Thread clock) {
    if (clock == null) {
      return; // somebody else does
    }
    if (clock.getState() == Thread.State.NEW) {
      clock.start();
    } else {
      LockSupport.unpark(clock);
    }
  }

  private void run() {
    try {
      look();
    } finally {
      // It ends by an error only, which is its thread's; the next alarm starts another.
      resting.set(thread());
    }
  }

  private void look() {
    int idle = 0;
    while (true) {
      LockSupport.parkNanos(period);
      ringThoseDue(System.nanoTime());
      idle = alarms.isEmpty() ? idle + 1 : 0;
      if (idle > PATIENCE) {
        rest();
        idle = 0;
      }
    }
  }

  private void ringThoseDue(long now) {
    for (Iterator<Alarm> each = alarms.iterator(); each.hasNext(); ) {
      Alarm alarm = each.next();
      if (alarm.isDue(now)) {
        ring(alarm, each);
      }
    }
  }

  private static void ring(Alarm alarm, Iterator<Alarm> each) {
    boolean isDone = true;
    try {
      isDone = alarm.ring();
    } finally {
      if (isDone) {
        each.remove();
      }
    }
  }

  /// Whoever adds an alarm sees that the clock rests, or the clock sees the alarm.
  private void rest() {
    resting.set(Thread.currentThread());
    while (alarms.isEmpty() && resting.get() != null) {
      LockSupport.park(this);
    }
    resting.set(null);
  }
}
