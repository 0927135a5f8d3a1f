package dev.gander.provider.kit.gemini;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;

/// Google's `error` object in an answer with a good status: `{code, message, status}`.
final class GeminiError {
  private GeminiError() {}

  static ProviderException of(JsonObject error) {
    String status = error.text("status").orElseGet(() -> code(error));
    String text =
        "Google API error (" + status + "): " + error.text("message").orElse("no reason given");
    return switch (status) {
      case "UNAUTHENTICATED", "PERMISSION_DENIED" -> new ProviderException.Authentication(text);
      case "RESOURCE_EXHAUSTED" -> new ProviderException.RateLimited(text, null);
      case "UNAVAILABLE", "INTERNAL", "DEADLINE_EXCEEDED" ->
          new ProviderException.ServerError(text, null);
      default -> new ProviderException.RequestFailed(text, null);
    };
  }

  private static String code(JsonObject error) {
    return error.get("code") instanceof JsonNumber code ? code.text() : "unknown";
  }
}
