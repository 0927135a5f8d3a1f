package dev.gander.domain.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

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
  private final BooleanSupplier ring;

  Alarm(long time, BooleanSupplier ring) {
    this.time = time;
    this.ring = ring;
  }

  /// Sets an alarm.
  ///
  /// @param time on the clock of [System#nanoTime()]
  /// @param ring runs once, unless the alarm was closed before; must not take long
  public static Alarm at(long time, Runnable ring) {
    return at(
        time,
        () -> {
          ring.run();
          return true;
        });
  }

  private static Alarm at(long time, BooleanSupplier ring) {
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
    try (Alarm _ = at(end, () -> hasSignalled(lock, condition))) {
      condition.await();
    }
    return end - System.nanoTime();
  }

  /// Others have to be woken in time, whoever holds this lock, perhaps for long.
  private static boolean hasSignalled(ReentrantLock lock, Condition condition) {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      condition.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  boolean isDue(long now) {
    return now - time >= 0;
  }

  /// @return false if it has to ring again later
  boolean ring() {
    return ring.getAsBoolean();
  }

  /// It does not ring any more, unless it is just ringing.
  @Override
  public void close() {
    CLOCK.remove(this);
  }
}
