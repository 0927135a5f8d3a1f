package dev.gander.adapters.local.engine;

import dev.gander.domain.error.ProviderException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How often the engines of a model have died one after the other, and what follows. Not
/// thread-safe.
final class Deaths {
  private static final int MOST_FAILED_LOADS = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Map<EngineSpec, Series> series = new HashMap<>();

  private record Series(int deaths, int failedLoads, String reason) {}

  private static final Series NONE = new Series(0, 0, "");

  /// It died while it ran.
  void add(EngineSpec spec) {
    Series before = series.getOrDefault(spec, NONE);
    series.put(spec, new Series(before.deaths + 1, before.failedLoads, before.reason));
  }

  /// It did not even load.
  void addFailedLoad(EngineSpec spec, String reason) {
    Series before = series.getOrDefault(spec, NONE);
    series.put(spec, new Series(before.deaths + 1, before.failedLoads + 1, reason));
  }

  /// It has answered.
  void forget(EngineSpec spec) {
    series.remove(spec);
  }

  /// How long to wait before it is started again: not at all after one death, then longer and
  /// longer.
  Duration pause(EngineSpec spec) {
    int deaths = series.getOrDefault(spec, NONE).deaths;
    if (deaths < 2) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(deaths - 2, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /// @throws ProviderException if the model is not worth another try
  void requireHope(EngineSpec spec) {
    Series found = series.getOrDefault(spec, NONE);
    if (found.failedLoads >= MOST_FAILED_LOADS) {
      throw new ProviderException.ExecutionError(
          "%s. It has failed %d times, and is not loaded again before its file or its settings change, or the server is restarted"
              .formatted(found.reason, found.failedLoads),
          null);
    }
  }
}
