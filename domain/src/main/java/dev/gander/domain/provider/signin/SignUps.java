package dev.gander.domain.provider.signin;

import java.util.List;
import java.util.Optional;

/// Guides users through a service's sign-up in their browser. Thread-safe; starting the sign-up of
/// a service while one is in progress may end the first.
public interface SignUps {
  /// The supported services, with each provider at most once.
  List<SignUp> services();

  /// The service that issues keys for a provider; empty if there is none.
  default Optional<SignUp> find(String provider) {
    return services().stream().filter(it -> it.provider().equals(provider)).findFirst();
  }

  /// Opens the browser and waits for the key, a few minutes at most.
  ///
  /// @param service one of [#services()]
  /// @return the key, never empty; it is not stored anywhere else
  /// @throws dev.gander.domain.error.ProviderException if the service cannot be reached or refuses,
  ///   or the user does not come back in time; the text is for the user and contains no secret
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  String keyFor(SignUp service) throws InterruptedException;
}
