package dev.gander.oauth;

/// Supplies the bearer token for a request, and another one when a service refuses it. Any thread.
public interface BearerTokens {
  /// The current token, refreshed if it is about to expire.
  ///
  /// @throws OAuthException if there is none; the user has to sign in
  String token() throws InterruptedException;

  /// A token to retry with after the service refused one; the refused one if there is no other.
  ///
  /// @throws OAuthException if there is none; the user has to sign in
  String insteadOf(String refused) throws InterruptedException;
}
