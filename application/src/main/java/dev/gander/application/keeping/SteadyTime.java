package dev.gander.application.keeping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// Notices that the wall clock was set, or that the machine slept. For one thread.
public final class SteadyTime {
  private static final Duration SLACK = Duration.ofMinutes(10);

  private final Clock clock;
  private final LongSupplier nanos;
  private Instant time;
  private long tick;

  /// @param nanos a clock that measures, as [System#nanoTime]
  public SteadyTime(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.time = clock.instant();
    this.tick = nanos.getAsLong();
  }

  /// Whether the wall clock has gone on by as much as has passed since the last call, or since this
  /// was made.
  boolean isSteady() {
    Instant now = clock.instant();
    long measured = nanos.getAsLong();
    Duration shown = Duration.between(time, now);
    Duration passed = Duration.ofNanos(measured - tick);
    time = now;
    tick = measured;
    return shown.minus(passed).abs().compareTo(SLACK) < 0;
  }
}
