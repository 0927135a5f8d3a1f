package dev.gander.domain.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes somebody who waits for what usually comes long before: at its time, or up to
/// [#MOST_LATE_MILLIS] later. A timed wait of a virtual thread wakes the JDK's timer thread when it
/// begins and again when it ends before its time, which takes longer than what happens in between;
/// setting an alarm wakes nobody. Any thread.
public final class Alarm implements AutoCloseable {
  /// How late it may be.
  public static final int MOST_LATE_MILLIS = 100;

  /// Waits that are shorter end in time.
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(2 * MOST_LATE_MILLIS);

  private static final AlarmClock CLOCK = new AlarmClock(MOST_LATE_MILLIS);

  private final long time;
  private final Runnable ring;

  Alarm(long time, Runnable ring) {
    this.time = time;
    this.ring = ring;
  }

  /// Sets an alarm.
  ///
  /// @param time on the clock of [System#nanoTime()]
  /// @param ring runs once, unless the alarm was closed before; must not take long
  public static Alarm at(long time, Runnable ring) {
    Alarm alarm = new Alarm(time, ring);
    CLOCK.add(alarm);
    return alarm;
  }

  /// Waits like [Condition#awaitNanos], but may return late.
  ///
  /// @param lock of the condition, held
  /// @return how many nanoseconds are left; 0 or less if the time is over
  @SuppressWarnings("WaitNotInLoop") // the caller looks whether what it waits for is there
  public static long await(ReentrantLock lock, Condition condition, long nanos)
      throws InterruptedException {
    if (nanos < SHORT) {
      return condition.awaitNanos(nanos);
    }
    long end = System.nanoTime() + nanos;
    try (Alarm _ = at(end, () -> signal(lock, condition))) {
      condition.await();
    }
    return end - System.nanoTime();
  }

  private static void signal(ReentrantLock lock, Condition condition) {
    lock.lock();
    try {
      condition.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isDue(long now) {
    return now - time >= 0;
  }

  void ring() {
    ring.run();
  }

  /// It does not ring any more, unless it is just ringing.
  @Override
  public void close() {
    CLOCK.remove(this);
  }
}
