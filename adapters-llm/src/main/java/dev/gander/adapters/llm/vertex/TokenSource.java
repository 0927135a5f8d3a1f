package dev.gander.adapters.llm.vertex;

import dev.gander.adapters.llm.oauth.WebCalls;

/// Credentials that bring tokens.
@FunctionalInterface
interface TokenSource {
  /// What all tokens are asked for.
  String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /// An answer with `access_token` and `expires_in`.
  ///
  /// @throws dev.gander.domain.error.ProviderException if there is none
  WebCalls.Answer ask() throws InterruptedException;
}
