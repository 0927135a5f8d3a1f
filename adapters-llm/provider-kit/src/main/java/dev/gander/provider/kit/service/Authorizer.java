package dev.gander.provider.kit.service;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.oauth.BearerTokens;
import dev.gander.oauth.OAuthException;
import java.net.http.HttpRequest;

/// Adds the authorization to each attempt.
///
/// @param secrets learns the tokens
record Authorizer(Authorization authorization, KnownSecrets secrets) {
  /// A finished request on its way.
  @FunctionalInterface
  interface Sender {
    AnswerBody send(HttpRequest request) throws InterruptedException;
  }

  AnswerBody send(UnsentRequest request, Sender sender) throws InterruptedException {
    return switch (authorization) {
      case Authorization.InEndpoint _ -> sender.send(request.build());
      case Authorization.Signed(var signature) -> sender.send(signed(request, signature));
      case Authorization.Bearer(var tokens) -> send(request, tokens, sender);
    };
  }

  private static HttpRequest signed(UnsentRequest request, Authorization.Signature signature)
      throws InterruptedException {
    return request.with(signature.headers(request.build(), request.body().bytes()));
  }

  /// A refused token is refreshed once: it may have been revoked before it expired. The same token
  /// would be refused again.
  private AnswerBody send(UnsentRequest request, BearerTokens tokens, Sender sender)
      throws InterruptedException {
    String token = known(tokens::token);
    try {
      return sender.send(request.withToken(token));
    } catch (ProviderException.Authentication e) {
      String other = known(() -> tokens.insteadOf(token));
      if (other.equals(token)) {
        throw e;
      }
      return sender.send(request.withToken(other));
    }
  }

  @FunctionalInterface
  private interface Token {
    String get() throws InterruptedException;
  }

  private String known(Token token) throws InterruptedException {
    try {
      String text = token.get();
      secrets.add(text);
      return text;
    } catch (OAuthException e) {
      throw SignInFailures.of(e);
    }
  }
}
