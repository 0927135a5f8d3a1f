package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallTimerTest {
  @Test
  void timeRunsUnlessTheUserIsAsked() {
    CallTimer timer = new CallTimer(Duration.ofHours(1));
    spend();
    assertTrue(timer.left().compareTo(timer.limit()) < 0);

    timer.pause();
    Duration left = timer.left();
    spend();
    assertEquals(left, timer.left());
    timer.pause();
    timer.resume();
    spend();
    assertEquals(left, timer.left(), "one of two questions is still open");
    assertTrue(timer.isPaused());

    timer.resume();
    assertFalse(timer.isPaused());
    spend();
    assertTrue(timer.left().compareTo(left) < 0);
    assertTrue(timer.left().isPositive());
  }

  @Test
  void whatIsLeftAtTheEndStays() {
    CallTimer timer = new CallTimer(Duration.ofHours(1));
    assertTrue(timer.isRunning());
    timer.pause();
    assertFalse(timer.isRunning());
    Duration left = timer.left();
    timer.stop();
    spend();
    timer.resume();
    spend();
    assertEquals(left, timer.left(), "stopped while the user was asked");
    assertFalse(timer.isRunning());
    assertFalse(timer.isPaused());

    timer.pause();
    spend();
    timer.resume();
    timer.stop();
    assertEquals(left, timer.left(), "asked, and stopped again, after the end");
  }

  @Test
  void timeThatIsOverIsNotPositive() {
    CallTimer timer = new CallTimer(Duration.ofNanos(1));
    spend();

    assertFalse(timer.left().isPositive());
  }

  /// Until the clock has gone on.
  private static void spend() {
    long start = System.nanoTime();
    while (System.nanoTime() == start) {
      Thread.onSpinWait();
    }
  }
}
