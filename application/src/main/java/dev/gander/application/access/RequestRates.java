package dev.gander.application.access;

import dev.gander.domain.access.KeyId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How often keys ask. A key that has been quiet may ask a minute's share at once; afterwards its
/// requests are spread evenly. Measured without the wall clock, in this server alone. Thread-safe.
public final class RequestRates {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;

  /// For each key the time at which it would have its whole share again.
  private final Map<KeyId, Long> busyUntil = new ConcurrentHashMap<>();

  /// @param nanos a clock that measures, as [System#nanoTime]
  public RequestRates(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Counts a request.
  ///
  /// @param perMinute null for no limit
  /// @return how long the key has to wait, if it asks too often; the request then does not count
  public Optional<Duration> ask(KeyId key, @Nullable Integer perMinute) {
    if (perMinute == null) {
      return Optional.empty();
    }
    long now = nanos.getAsLong();
    long step = MINUTE / perMinute;
    AtomicLong wait = new AtomicLong();
    busyUntil.compute(
        key,
        (_, known) -> {
          long before = known == null || known - now < 0 ? now : known;
          long over = before + step - now - MINUTE;
          if (over > 0) {
            wait.set(over);
            return before;
          }
          return before + step;
        });
    return Optional.of(Duration.ofNanos(wait.get())).filter(Duration::isPositive);
  }
}
