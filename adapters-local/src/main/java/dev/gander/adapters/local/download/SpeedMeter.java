package dev.gander.adapters.local.download;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The speed of the last seconds. Thread-safe.
final class SpeedMeter {
  private static final long SPAN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long LEAST_NANOS = Duration.ofMillis(100).toNanos();

  private record Sample(long nanos, long bytes) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /// @param nanos never less than before
  synchronized void add(long nanos, long bytes) {
    samples.addLast(new Sample(nanos, bytes));
    while (nanos - samples.getFirst().nanos() > SPAN_NANOS) {
      samples.removeFirst();
    }
  }

  /// Null while nothing can be said.
  synchronized @Nullable Long bytesPerSecond() {
    if (samples.isEmpty()) {
      return null;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long nanos = last.nanos() - first.nanos();
    // A file that is begun anew goes back.
    return nanos < LEAST_NANOS
        ? null
        : (Long) Math.max(0, (long) ((last.bytes() - first.bytes()) * 1e9 / nanos));
  }
}
