package dev.gander.application.api.operating;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// How long nobody has asked a transport for anything.
final class Idleness {
  private final AtomicInteger underWay = new AtomicInteger();

  /// When something last happened, by the system's own clock; at first, when this was made.
  private volatile long latest = System.nanoTime();

  /// Something was asked for, or is over.
  void interrupt() {
    latest = System.nanoTime();
  }

  /// There is none meanwhile.
  <T> T during(Supplier<T> work) {
    underWay.incrementAndGet();
    try {
      return work.get();
    } finally {
      underWay.decrementAndGet();
    }
  }

  Duration lasting() {
    return underWay.get() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - latest);
  }
}
