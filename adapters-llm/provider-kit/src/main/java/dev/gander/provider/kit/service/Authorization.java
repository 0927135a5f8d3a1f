package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.oauth.BearerTokens;
import java.net.http.HttpRequest;
import java.util.Map;

/// How requests prove to a service who sends them.
public sealed interface Authorization {
  /// By the endpoint's headers or query, such as a key; or not at all.
  record InEndpoint() implements Authorization {}

  /// By a token that may have to be refreshed, in the header `authorization`.
  record Bearer(BearerTokens tokens) implements Authorization {}

  /// By a signature over each request.
  record Signed(Signature signature) implements Authorization {}

  /// Signs requests; each attempt is signed again.
  @FunctionalInterface
  interface Signature {
    /// The headers that prove who sends this request.
    ///
    /// @throws ProviderException if the user has no keys to sign with
    Map<String, String> headers(HttpRequest request, byte[] body) throws InterruptedException;
  }
}
