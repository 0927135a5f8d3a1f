package dev.gander.adapters.http.frame;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How often the client of a connection may give up a request before its answer has ended. Each
/// costs the server the work and the client nothing (CVE-2023-44487); but a window with many chats
/// gives up dozens at once. One thread.
public final class ResetLimit {
  /// In a period. A reset upload counts with Helidon as well.
  public static final int MOST = 1_000;

  public static final Duration PERIOD = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private long begun;
  private int resets;

  public ResetLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  public boolean allowOne() {
    long now = nanoTime.getAsLong();
    if (now - begun > PERIOD.toNanos()) {
      begun = now;
      resets = 0;
    }
    resets++;
    return resets <= MOST;
  }
}
