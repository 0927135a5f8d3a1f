package dev.gander.domain.provider.signin;

/// Leads users through the sign-up of a service in their browser. Any thread; who starts the
/// sign-up of a service again while one is under way may end that one.
public interface SignUps {
  /// Opens the browser and waits for the key, some minutes at most.
  ///
  /// @return the key, never empty; nothing else keeps it
  /// @throws dev.gander.domain.error.ProviderException if the service cannot be reached or refuses,
  ///   or the user does not come back in time; the text is for the user and holds no secret
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  String keyFor(SignUp service) throws InterruptedException;
}
