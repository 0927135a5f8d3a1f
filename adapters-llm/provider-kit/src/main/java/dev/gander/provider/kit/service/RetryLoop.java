package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.observe.Trail;
import dev.gander.provider.kit.ClientEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Repeats until one attempt succeeds or the policy gives up. A deadline that passed is final: the
/// user has waited for as long as the settings allow.
record RetryLoop(RetryPolicy policy, ClientEnvironment environment) {
  @FunctionalInterface
  interface Try<T> {
    T run() throws InterruptedException;
  }

  <T> T run(Try<T> action) throws InterruptedException {
    List<ProviderException> failures = new ArrayList<>();
    while (true) {
      try {
        return action.run();
      } catch (ProviderException e) {
        failures.add(e);
        Optional<Duration> pause = policy.pause(failures, environment.random());
        if (pause.isEmpty() || TransportErrors.isLate(e)) {
          throw e;
        }
        Trail.current().activity().retried();
        environment.sleep(pause.get());
      }
    }
  }
}
