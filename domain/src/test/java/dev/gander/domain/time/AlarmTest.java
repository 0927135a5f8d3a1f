package dev.gander.domain.time;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        Alarm _ = Alarm.at(time + MILLISECONDS.toNanos(250), later::countDown)) {
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
      clock.add(new Alarm(in(20), rang::countDown));
      assertFalse(clock.isResting());
      assertTrue(rang.await(30, SECONDS));
      while (!clock.isResting()) {
        Thread.onSpinWait();
      }
    }
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
  @ValueSource(longs = {50, 60_000})
  void aSignalEndsAWait(long seconds) throws Exception {
    FutureTask<Long> waiting = new FutureTask<>(() -> await(SECONDS.toNanos(seconds)));
    Thread.ofVirtual().start(waiting);
    while (!waiting.isDone()) {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
    assertTrue(waiting.get() > 0, "time is left");
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
    waiting.interrupt();
    assertTrue(interrupted.await(30, SECONDS));
  }
}
