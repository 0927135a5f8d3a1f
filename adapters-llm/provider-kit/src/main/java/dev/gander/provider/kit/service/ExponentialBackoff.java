package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How often a failed request is retried, and after which pauses: after failure n a pause of
/// `initial · factor^(n-1)`, at most `longest`, varied by a fifth; a pause that the service
/// requested is used as it is. `transientOnly` excludes refusals (400, 404 …), which otherwise are
/// retried, as in goosed.
public record ExponentialBackoff(
    int retries, Duration initial, double factor, Duration longest, boolean transientOnly)
    implements RetryPolicy {
  public static final ExponentialBackoff USUAL =
      new ExponentialBackoff(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(30), false);

  /// For requests that are not worth a wait.
  public static final ExponentialBackoff NONE =
      new ExponentialBackoff(0, Duration.ZERO, 1, Duration.ZERO, true);

  /// This policy with the values of the settings `PREFIX_MAX_RETRIES`,
  /// `PREFIX_INITIAL_RETRY_INTERVAL_MS`, `PREFIX_BACKOFF_MULTIPLIER` and
  /// `PREFIX_MAX_RETRY_INTERVAL_MS`. A setting that is not a number counts as not set.
  public ExponentialBackoff from(ProviderSettings settings, String prefix) {
    return new ExponentialBackoff(
        whole(settings, prefix + "_MAX_RETRIES").map(Math::toIntExact).orElse(retries),
        whole(settings, prefix + "_INITIAL_RETRY_INTERVAL_MS")
            .map(Duration::ofMillis)
            .orElse(initial),
        number(settings, prefix + "_BACKOFF_MULTIPLIER", "[0-9]{1,3}(\\.[0-9]{1,9})?")
            .map(Double::valueOf)
            .orElse(factor),
        whole(settings, prefix + "_MAX_RETRY_INTERVAL_MS").map(Duration::ofMillis).orElse(longest),
        transientOnly);
  }

  private static Optional<Long> whole(ProviderSettings settings, String key) {
    return number(settings, key, "[0-9]{1,9}").map(Long::valueOf);
  }

  private static Optional<String> number(ProviderSettings settings, String key, String form) {
    return settings.setting(key).map(String::strip).filter(text -> text.matches(form));
  }

  @Override
  public Optional<Duration> pause(List<ProviderException> failures, RandomGenerator random) {
    return pause(failures.getLast(), failures.size(), random);
  }

  /// The pause before the next attempt; empty when the failure is final.
  ///
  /// @param failures how many attempts have failed, this one included
  public Optional<Duration> pause(ProviderException failure, int failures, RandomGenerator random) {
    if (failures > retries || !isWorthIt(failure)) {
      return Optional.empty();
    }
    return Optional.of(asked(failure).orElseGet(() -> usual(failures, random)));
  }

  private boolean isWorthIt(ProviderException failure) {
    return switch (failure) {
      case ProviderException.RateLimited _,
          ProviderException.ServerError _,
          ProviderException.NetworkError _ ->
          true;
      case ProviderException.RequestFailed _ -> !transientOnly;
      case ProviderException.Authentication _,
          ProviderException.ContextLengthExceeded _,
          ProviderException.ExecutionError _,
          ProviderException.UsageError _,
          ProviderException.Unsupported _,
          ProviderException.EndpointNotFound _,
          ProviderException.CreditsExhausted _,
          ProviderException.Refused _,
          ProviderException.BudgetSpent _ ->
          false;
    };
  }

  private static Optional<Duration> asked(ProviderException failure) {
    return switch (failure) {
      case ProviderException.RateLimited limited -> Optional.ofNullable(limited.retryAfter());
      case ProviderException.ServerError error -> Optional.ofNullable(error.retryAfter());
      default -> Optional.empty();
    };
  }

  private Duration usual(int failures, RandomGenerator random) {
    double millis = initial.toMillis() * Math.pow(factor, failures - 1);
    double capped = Math.min(millis, (double) longest.toMillis());
    return Duration.ofMillis((long) (capped * random.nextDouble(0.8, 1.2)));
  }
}
