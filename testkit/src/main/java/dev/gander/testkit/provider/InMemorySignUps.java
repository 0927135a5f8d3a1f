package dev.gander.testkit.provider;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Services that answer when a test tells them to, all in the same way. Thread-safe.
public final class InMemorySignUps implements SignUps {
  private final List<SignUp> services;
  private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();

  public InMemorySignUps(SignUp... services) {
    this.services = List.of(services);
  }

  /// From now on, all sign-ups get this key.
  public void give(String key) {
    answer.complete(Optional.of(key));
  }

  /// From now on, all sign-ups are refused.
  public void refuse() {
    answer.complete(Optional.empty());
  }

  @Override
  public List<SignUp> services() {
    return services;
  }

  @Override
  public String keyFor(SignUp service) throws InterruptedException {
    try {
      return answer
          .get()
          .orElseThrow(
              () -> new ProviderException.Authentication(service.displayName() + " gives no key"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("answers never fail", e);
    }
  }
}
