package dev.gander.domain.time;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmTest {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private static long in(long millis) {
    return System.nanoTime() + MILLISECONDS.toNanos(millis);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1000, 0, 30, 250})
  void itRingsOnceWhenItsTimeHasCome(long millis) throws Exception {
    long time = in(millis);
    AtomicInteger rings = new AtomicInteger();
    CountDownLatch later = new CountDownLatch(1);
    try (Alarm _ = Alarm.at(time, rings::incrementAndGet);
        Alarm _ = Alarm.at(in(Math.max(millis, 0) + 250), later::countDown)) {
      assertTrue(later.await(30, SECONDS));
    }
    assertEquals(1, rings.get());
    assertTrue(System.nanoTime() - time >= 0, "not before");
  }

  @Test
  void whatIsClosedDoesNotRing() throws Exception {
    AtomicInteger rings = new AtomicInteger();
    CountDownLatch later = new CountDownLatch(1);
    Alarm.at(in(150), rings::incrementAndGet).close();
    try (Alarm _ = Alarm.at(in(300), later::countDown)) {
      assertTrue(later.await(30, SECONDS));
    }
    assertEquals(0, rings.get());
  }

  @Test
  void aClockThatRestsIsWokenByTheNextAlarm() throws Exception {
    AlarmClock clock = new AlarmClock(1);
    for (int i = 0; i < 3; i++) {
      CountDownLatch rang = new CountDownLatch(1);
      clock.add(new Alarm(in(20), () -> ring(rang)));
      assertTrue(rang.await(30, SECONDS));
      while (!clock.isResting()) {
        Thread.onSpinWait();
      }
    }
  }

  private static boolean ring(CountDownLatch rang) {
    rang.countDown();
    return true;
  }

  @Test
  void anAlarmThatIsNotHeardRingsAgain() throws Exception {
    AlarmClock clock = new AlarmClock(1);
    CountDownLatch heard = new CountDownLatch(3);
    clock.add(
        new Alarm(
            in(0),
            () -> {
              heard.countDown();
              return heard.getCount() == 0;
            }));
    assertTrue(heard.await(30, SECONDS));
  }

  @Test
  void aClockThatBreaksDownIsReplacedByTheNextAlarm() throws Exception {
    AlarmClock clock = new AlarmClock(1);
    CountDownLatch broken = new CountDownLatch(1);
    clock.add(
        new Alarm(
            in(0),
            () -> {
              Thread.currentThread().setUncaughtExceptionHandler((_, _) -> broken.countDown());
              throw new IllegalStateException("on purpose");
            }));
    assertTrue(broken.await(30, SECONDS));
    CountDownLatch rang = new CountDownLatch(1);
    clock.add(new Alarm(in(0), () -> ring(rang)));
    assertTrue(rang.await(30, SECONDS));
  }

  /// Nobody else is woken late because of a lock that is held for long.
  @Test
  void aLockThatIsHeldStopsNoOtherAlarm() throws Exception {
    FutureTask<Long> waiting = new FutureTask<>(() -> await(MILLISECONDS.toNanos(250)));
    Thread thread = Thread.ofPlatform().daemon().start(waiting);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    CountDownLatch other = new CountDownLatch(1);
    lock.lock();
    try (Alarm _ = Alarm.at(in(500), other::countDown)) {
      assertTrue(other.await(30, SECONDS));
    } finally {
      lock.unlock();
    }
    assertTrue(waiting.get(30, SECONDS) <= 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 50, 300})
  void aWaitEndsAfterItsTime(long millis) throws Exception {
    long end = in(millis);
    lock.lock();
    try {
      long left = MILLISECONDS.toNanos(millis);
      while (left > 0) {
        left = Alarm.await(lock, changed, left);
      }
    } finally {
      lock.unlock();
    }
    assertTrue(System.nanoTime() - end >= 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {150, 60_000})
  void aSignalEndsAWait(long millis) throws Exception {
    FutureTask<Long> waiting = new FutureTask<>(() -> await(MILLISECONDS.toNanos(millis)));
    Thread.ofVirtual().start(waiting);
    while (!waiting.isDone()) {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
    assertTrue(waiting.get() > 0 || millis < 200, "time is left");
  }

  private long await(long nanos) throws InterruptedException {
    lock.lock();
    try {
      return Alarm.await(lock, changed, nanos);
    } finally {
      lock.unlock();
    }
  }

  @Test
  void anInterruptEndsAWait() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    var _ = await(SECONDS.toNanos(60));
                  } catch (InterruptedException _) {
                    interrupted.countDown();
                  }
                });
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    waiting.interrupt();
    assertTrue(interrupted.await(30, SECONDS));
  }
}
