package dev.gander.provider.kit.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.service.ContextLengthPhrases;
import java.util.Optional;

/// Reads what went wrong out of `response.failed` and `error`. Where the error stands differs from
/// service to service: in the event, in its response, or it is the event.
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
