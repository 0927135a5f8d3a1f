package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A service's failure as `{kind, message}`, with `retry_after_ms`, `top_up_url` or `category`
/// where the kind has one. Its cause is not kept.
final class FailureJson {
  private FailureJson() {}

  static JsonObject write(ProviderException failure) {
    JsonObject.Builder json =
        JsonObject.builder().put("kind", kind(failure)).put("message", failure.text());
    switch (failure) {
      case ProviderException.RateLimited limited ->
          json.putOrNull("retry_after_ms", millis(limited.retryAfter()));
      case ProviderException.ServerError error ->
          json.putOrNull("retry_after_ms", millis(error.retryAfter()));
      case ProviderException.CreditsExhausted exhausted ->
          json.putOrNull("top_up_url", exhausted.topUpUrl());
      case ProviderException.Refused refused -> json.putOrNull("category", refused.category());
      default -> {}
    }
    return json.build();
  }

  private static String kind(ProviderException failure) {
    return switch (failure) {
      case ProviderException.Authentication _ -> "authentication";
      case ProviderException.ContextLengthExceeded _ -> "context_length_exceeded";
      case ProviderException.RateLimited _ -> "rate_limited";
      case ProviderException.ServerError _ -> "server_error";
      case ProviderException.NetworkError _ -> "network_error";
      case ProviderException.RequestFailed _ -> "request_failed";
      case ProviderException.ExecutionError _ -> "execution_error";
      case ProviderException.UsageError _ -> "usage_error";
      case ProviderException.Unsupported _ -> "unsupported";
      case ProviderException.EndpointNotFound _ -> "endpoint_not_found";
      case ProviderException.CreditsExhausted _ -> "credits_exhausted";
      case ProviderException.Refused _ -> "refused";
      case ProviderException.BudgetSpent _ -> "budget_spent";
    };
  }

  /// @throws InvalidShape if the kind is unknown or a member is missing
  static ProviderException read(Json json) {
    JsonFields fields = JsonFields.of(json);
    String message = fields.text("message");
    String kind = fields.text("kind");
    return switch (kind) {
      case "authentication" -> new ProviderException.Authentication(message);
      case "context_length_exceeded" -> new ProviderException.ContextLengthExceeded(message);
      case "rate_limited" -> new ProviderException.RateLimited(message, retryAfter(fields));
      case "server_error" -> new ProviderException.ServerError(message, retryAfter(fields));
      case "network_error" -> new ProviderException.NetworkError(message, null);
      case "request_failed" -> new ProviderException.RequestFailed(message, null);
      case "execution_error" -> new ProviderException.ExecutionError(message, null);
      case "usage_error" -> new ProviderException.UsageError(message);
      case "unsupported" -> new ProviderException.Unsupported(message);
      case "endpoint_not_found" -> new ProviderException.EndpointNotFound(message);
      case "credits_exhausted" ->
          new ProviderException.CreditsExhausted(message, fields.optionalText("top_up_url"));
      case "budget_spent" -> new ProviderException.BudgetSpent(message);
      case "refused" -> new ProviderException.Refused(message, fields.optionalText("category"));
      default -> throw new InvalidShape("unknown failure `" + kind + "`");
    };
  }

  private static @Nullable Long millis(@Nullable Duration time) {
    return time == null ? null : time.toMillis();
  }

  private static @Nullable Duration retryAfter(JsonFields fields) {
    return fields.optional(
        "retry_after_ms", value -> Duration.ofMillis(JsonFields.asUnsigned(value)));
  }
}
