package dev.gander.domain.provider.signin;

import java.util.List;
import java.util.Optional;

/// Leads users through the sign-up of a service in their browser. Any thread; starting the sign-up
/// of a service again while one is under way may end the first.
public interface SignUps {
  /// The services that this works for, each provider once.
  List<SignUp> services();

  /// The service that gives keys for a provider; empty if there is none.
  default Optional<SignUp> find(String provider) {
    return services().stream().filter(it -> it.provider().equals(provider)).findFirst();
  }

  /// Opens the browser and waits for the key, some minutes at most.
  ///
  /// @param service one of [#services()]
  /// @return the key, never empty; nothing else keeps it
  /// @throws dev.gander.domain.error.ProviderException if the service cannot be reached or refuses,
  ///   or the user does not come back in time; the text is for the user and holds no secret
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  String keyFor(SignUp service) throws InterruptedException;
}
