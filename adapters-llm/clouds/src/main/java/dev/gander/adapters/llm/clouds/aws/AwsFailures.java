package dev.gander.adapters.llm.clouds.aws;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.service.ContextLengthPhrases;
import dev.gander.provider.kit.service.RetryDelay;
import dev.gander.provider.kit.service.ServiceRefusal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Interprets the failures that AWS services report, by exception name and message. An invalid
/// request is final; goosed retries everything unknown six times.
public final class AwsFailures {
  private AwsFailures() {}

  /// An answer with a bad status; the exception is named in a header or in the body.
  static ProviderException read(ServiceRefusal refusal) {
    JsonObject json = parse(refusal.body());
    String type =
        refusal
            .headers()
            .firstValue("x-amzn-errortype")
            .or(() -> json.text("__type"))
            .map(AwsFailures::bareName)
            .orElse("");
    Duration delay = RetryDelay.of(json, refusal).orElse(null);
    String message = json.text("message").or(() -> json.text("Message")).orElse("");
    ProviderException known = known(type, message, delay);
    return known == null ? byStatus(refusal.status(), type, message, delay) : known;
  }

  /// An exception inside a stream.
  public static ProviderException inStream(String type, String message) {
    ProviderException known = known(bareName(type), message, null);
    return known == null ? new ProviderException.ServerError(told(type, message), null) : known;
  }

  /// The meaning of an exception whose name is enough to know it; null for any other.
  private static @Nullable ProviderException known(
      String type, String message, @Nullable Duration delay) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "throttlingexception", "toomanyrequestsexception", "servicequotaexceededexception" ->
          new ProviderException.RateLimited(told(type, message), delay);
      case "accessdeniedexception",
          "unrecognizedclientexception",
          "expiredtokenexception",
          "invalidsignatureexception",
          "incompletesignatureexception",
          "missingauthenticationtokenexception" ->
          new ProviderException.Authentication(told(type, message));
      case "validationexception", "validationerror" ->
          ContextLengthPhrases.match(message)
              ? new ProviderException.ContextLengthExceeded(message)
              : new ProviderException.ExecutionError(told(type, message), null);
      case "modelerrorexception",
          "modelerror",
          "modelstreamerrorexception",
          "resourcenotfoundexception" ->
          new ProviderException.ExecutionError(told(type, message), null);
      case "internalserverexception",
          "serviceunavailableexception",
          "serviceunavailable",
          "internalfailure",
          "modelnotreadyexception",
          "modeltimeoutexception" ->
          new ProviderException.ServerError(told(type, message), delay);
      default -> null;
    };
  }

  private static ProviderException byStatus(
      int status, String type, String message, @Nullable Duration delay) {
    String text = told(type.isEmpty() ? "status " + status : type, message);
    return switch (status) {
      case 401, 403 -> new ProviderException.Authentication(text);
      case 402 -> new ProviderException.CreditsExhausted(text, null);
      case 413 -> new ProviderException.ContextLengthExceeded(text);
      case 429 -> new ProviderException.RateLimited(text, delay);
      case 400 ->
          ContextLengthPhrases.match(message)
              ? new ProviderException.ContextLengthExceeded(message)
              : new ProviderException.ExecutionError(text, null);
      default ->
          status >= 500
              ? new ProviderException.ServerError(text, delay)
              : new ProviderException.ExecutionError(text, null);
    };
  }

  private static String told(String type, String message) {
    return message.isEmpty() ? "AWS: " + type : "AWS: " + type + ": " + message;
  }

  /// `com.amazon.coral#X` and `X:http://…` are both `X`.
  private static String bareName(String type) {
    String name = type.substring(type.indexOf('#') + 1);
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private static JsonObject parse(String body) {
    try {
      return JsonText.parse(body) instanceof JsonObject json ? json : JsonObject.EMPTY;
    } catch (JsonSyntaxException e) {
      return JsonObject.EMPTY;
    }
  }
}
