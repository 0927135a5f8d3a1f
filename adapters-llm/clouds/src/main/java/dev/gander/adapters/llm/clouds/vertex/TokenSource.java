package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.oauth.OAuthHttp;

/// Credentials that yield tokens.
@FunctionalInterface
interface TokenSource {
  /// The scope of all tokens.
  String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /// An answer with `access_token` and `expires_in`.
  ///
  /// @throws dev.gander.domain.error.ProviderException if there is no token
  OAuthHttp.Answer ask() throws InterruptedException;
}
