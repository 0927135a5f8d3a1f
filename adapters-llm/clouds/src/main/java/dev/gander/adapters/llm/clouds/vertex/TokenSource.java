package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.provider.kit.oauth.OAuthHttp;

/// Credentials that bring tokens.
@FunctionalInterface
interface TokenSource {
  /// What all tokens are asked for.
  String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /// An answer with `access_token` and `expires_in`.
  ///
  /// @throws dev.gander.domain.error.ProviderException if there is none
  OAuthHttp.Answer ask() throws InterruptedException;
}
