package dev.gander.adapters.llm.signin.codeassist;

import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Waits for as long as the service's message demands: `Your quota will reset after 1m5s.`, one
/// hour at most. A number without a unit is in seconds.
record QuotaRetryPolicy(ExponentialBackoff policy) implements RetryPolicy {
  private static final Pattern AFTER =
      Pattern.compile(
          "\\bafter (?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})(?:\\.\\d+)?s?)?(?!\\w)");
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public Optional<Duration> pause(List<ProviderException> failures, RandomGenerator random) {
    return policy.pause(hinted(failures.getLast()), failures.size(), random);
  }

  private static ProviderException hinted(ProviderException failure) {
    return failure instanceof ProviderException.RateLimited limited && limited.retryAfter() == null
        ? new ProviderException.RateLimited(failure.text(), delay(failure.text()))
        : failure;
  }

  static @Nullable Duration delay(String text) {
    Matcher after = AFTER.matcher(text);
    while (after.find()) {
      if (after.end() > after.start() + "after ".length()) {
        Duration delay =
            Duration.ofHours(number(after.group(1)))
                .plusMinutes(number(after.group(2)))
                .plusSeconds(number(after.group(3)));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
      }
    }
    return null;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
