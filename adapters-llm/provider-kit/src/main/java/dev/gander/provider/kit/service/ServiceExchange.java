package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import org.jspecify.annotations.Nullable;

/// One attempt: authorizes a request, sends it, and returns the body of the answer if it is an
/// expected one.
record ServiceExchange(Authorizer authorizer, Transport transport, AnswerCheck check) {
  /// @param decoder of the expected chunks; null for a complete answer
  /// @throws ProviderException if the service refuses or cannot be reached
  AnswerBody send(UnsentRequest request, @Nullable AnswerDecoder decoder)
      throws InterruptedException {
    return authorizer.send(
        request, sent -> check.accepted(sent.uri(), transport.send(sent, request.body()), decoder));
  }
}
