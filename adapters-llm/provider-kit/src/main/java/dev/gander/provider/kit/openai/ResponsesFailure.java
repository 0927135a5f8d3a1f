package dev.gander.provider.kit.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.service.ContextLengthPhrases;
import java.util.Optional;

/// Reads the failure in `response.failed` and `error`. The place of the error differs from service
/// to service: in the event, in its response, or the event itself.
final class ResponsesFailure {
  private ResponsesFailure() {}

  /// @param what the beginning of the message
  static ProviderException of(JsonObject event, String what) {
    JsonObject error =
        event
            .object("error")
            .or(() -> event.object("response").flatMap(response -> response.object("error")))
            .orElse(event);
    String code = error.text("code").orElse("");
    String message =
        error
            .text("message")
            .or(() -> event.text("error"))
            .or(() -> Optional.of(code).filter(text -> !text.isEmpty()))
            .orElse("the service gave no reason");
    if (code.equals("rate_limit_exceeded")) {
      return new ProviderException.RateLimited(message, null);
    }
    return ContextLengthPhrases.match(code) || ContextLengthPhrases.match(message)
        ? new ProviderException.ContextLengthExceeded(message)
        : new ProviderException.RequestFailed(what + ": " + message, null);
  }
}
