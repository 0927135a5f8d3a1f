package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides whether a failed request is retried.
@FunctionalInterface
public interface RetryPolicy {
  /// How long to wait before the next attempt; empty if the failure is final.
  ///
  /// @param failures of all attempts so far, the newest last
  Optional<Duration> pause(List<ProviderException> failures, RandomGenerator random);
}
