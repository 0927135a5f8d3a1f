package dev.gander.provider.kit.service;

/// A token that shows a service who is asking and is renewed now and then. Any thread.
public interface Bearer {
  /// The token to ask with now, renewed if it is about to end.
  ///
  /// @throws dev.gander.domain.error.ProviderException if there is none; the user has to sign in
  String token() throws InterruptedException;

  /// A token in place of one that the service has refused; the same one if there is no other.
  ///
  /// @throws dev.gander.domain.error.ProviderException if there is none; the user has to sign in
  String insteadOf(String refused) throws InterruptedException;
}
