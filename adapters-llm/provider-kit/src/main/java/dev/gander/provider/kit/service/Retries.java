package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides whether a request that has failed is sent again.
@FunctionalInterface
public interface Retries {
  /// The pause before the next try; empty when the failure is final.
  ///
  /// @param failures of all tries so far, the newest last
  Optional<Duration> pause(List<ProviderException> failures, RandomGenerator random);
}
