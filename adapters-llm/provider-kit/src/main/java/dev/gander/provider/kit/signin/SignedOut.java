package dev.gander.provider.kit.signin;

import dev.gander.oauth.OAuthException;

/// The message for users who have to sign in, for the first time or again.
public final class SignedOut {
  private SignedOut() {}

  /// @param service what users call it
  public static OAuthException of(String service) {
    return new OAuthException(
        OAuthException.Kind.REFUSED,
        "Not signed in to " + service + ": sign in again in the settings of the provider");
  }
}
