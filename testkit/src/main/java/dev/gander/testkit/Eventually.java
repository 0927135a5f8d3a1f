package dev.gander.testkit;

import java.time.Duration;

/// Waits for the effect of another thread or process. Sleeps between polls, so that it takes no
/// processor time from what it waits for, and eventually gives up.
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private Eventually() {}

  /// The condition to wait for. It may fail the test at once.
  @FunctionalInterface
  public interface Condition<X extends Exception> {
    boolean isTrue() throws X;
  }

  /// Returns as soon as the condition is true.
  ///
  /// @throws AssertionError if it is not within a minute
  public static <X extends Exception> void holds(Condition<X> condition)
      throws X, InterruptedException {
    holds(condition, PATIENCE);
  }

  /// Returns as soon as the condition is true.
  ///
  /// @throws AssertionError if it is not in time
  public static <X extends Exception> void holds(Condition<X> condition, Duration patience)
      throws X, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.isTrue()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not come true within " + patience);
      }
      Thread.sleep(PAUSE);
    }
  }
}
