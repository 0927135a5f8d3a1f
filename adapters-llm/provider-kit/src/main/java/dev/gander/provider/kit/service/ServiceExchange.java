package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import org.jspecify.annotations.Nullable;

/// One try: authorizes a request, sends it, and returns the body of an answer that is what was
/// asked for.
record ServiceExchange(Authorizer authorizer, Transport transport, AnswerCheck check) {
  /// @param decoder of the chunks that are expected; null for an answer that is a whole
  /// @throws ProviderException if the service refuses or cannot be reached
  AnswerBody send(UnsentRequest request, @Nullable AnswerDecoder decoder)
      throws InterruptedException {
    return authorizer.send(
        request, sent -> check.accepted(sent.uri(), transport.send(sent), decoder));
  }
}
