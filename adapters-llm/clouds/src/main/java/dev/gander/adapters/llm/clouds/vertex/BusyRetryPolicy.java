package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Retries when the service has no capacity: too many requests (429) and overload (529) each have
/// their own count. Other failures are final (goosed 1.36).
record BusyRetryPolicy(ExponentialBackoff policy) implements RetryPolicy {
  static final ExponentialBackoff USUAL =
      new ExponentialBackoff(6, Duration.ofSeconds(5), 2, Duration.ofSeconds(320), false);

  @Override
  public Optional<Duration> pause(List<ProviderException> failures, RandomGenerator random) {
    ProviderException last = failures.getLast();
    boolean limited = isLimited(last);
    if (!limited && !isOverload(last)) {
      return Optional.empty();
    }
    long alike = failures.stream().filter(failure -> isLimited(failure) == limited).count();
    return policy.pause(last, Math.toIntExact(alike), random);
  }

  private static boolean isOverload(ProviderException failure) {
    return failure instanceof ProviderException.ServerError error && error.status() == 529;
  }

  private static boolean isLimited(ProviderException failure) {
    return failure instanceof ProviderException.RateLimited;
  }
}
