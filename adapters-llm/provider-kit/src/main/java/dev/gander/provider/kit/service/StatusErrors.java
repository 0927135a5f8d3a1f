package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The failures behind bad status codes and error objects, with goosed 1.36's messages, which
/// clients show. Addresses appear without credentials and query.
public final class StatusErrors {
  private static final int LONGEST_CAUSE = 1000;

  private StatusErrors() {}

  /// The failure that a refusal means for callers.
  public static ProviderException of(ServiceRefusal refusal) {
    return of(refusal.status(), refusal);
  }

  private static ProviderException of(int status, ServiceRefusal refusal) {
    Optional<JsonObject> json = parse(refusal.body());
    String text = json.map(StatusErrors::text).orElse("");
    String place = place(refusal.address());
    String code = StatusText.of(status);
    Duration delay = RetryDelay.of(json.orElse(JsonObject.EMPTY), refusal).orElse(null);
    return switch (status) {
      case 401, 403 ->
          new ProviderException.Authentication(
              "Authentication failed for " + place + ". Status: " + code + ". Response: " + text);
      case 402 -> new ProviderException.CreditsExhausted(text, topUp(json));
      case 404 ->
          new ProviderException.RequestFailed(
              status, "Resource not found (404) at " + place + ": " + text);
      case 413 -> new ProviderException.ContextLengthExceeded(text);
      case 400 ->
          ContextLengthPhrases.match(text)
              ? new ProviderException.ContextLengthExceeded(text)
              : new ProviderException.RequestFailed(status, "Bad request (400): " + text);
      case 429 -> new ProviderException.RateLimited(text, delay);
      default ->
          status >= 500
              ? new ProviderException.ServerError(
                  status, "Server error (" + code + ") at " + place + ": " + text, delay)
              : new ProviderException.RequestFailed(
                  status, "Request failed with status " + code + " at " + place + ": " + text);
    };
  }

  /// The failure in a JSON object that came with status 200: by the error's code, if that is the
  /// status of a refusal, or else as a failure of the service.
  static ProviderException inBody(JsonObject json, ServiceRefusal answer) {
    return of(code(json).orElse(500), answer);
  }

  /// An error among the chunks of an answer. Only kinds that the user or the agent can act on are
  /// distinguished.
  public static ProviderException inStream(JsonObject chunk) {
    String text = told(chunk).or(() -> chunk.text("error")).orElse("Unknown server error");
    Duration delay = RetryDelay.inBody(chunk).orElse(null);
    return switch (code(chunk).orElse(500)) {
      case 402 -> new ProviderException.CreditsExhausted(text, topUp(Optional.of(chunk)));
      case 413 -> new ProviderException.ContextLengthExceeded(text);
      case 429 -> new ProviderException.RateLimited(text, delay);
      case 400 ->
          ContextLengthPhrases.match(text)
              ? new ProviderException.ContextLengthExceeded(text)
              : new ProviderException.ServerError(text, null);
      default -> new ProviderException.ServerError(text, delay);
    };
  }

  private static Optional<Integer> code(JsonObject json) {
    return json.object("error")
        .map(error -> error.get("code"))
        .filter(JsonNumber.class::isInstance)
        .map(code -> (int) ((JsonNumber) code).doubleValue())
        .filter(status -> status >= 400 && status < 600);
  }

  /// An address in a form that may be shown.
  static String place(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    return address.getScheme() + "://" + address.getHost() + port + path;
  }

  /// The error message in a service's JSON.
  static String text(JsonObject json) {
    return told(json).orElseGet(() -> JsonText.write(json));
  }

  private static Optional<String> told(JsonObject json) {
    return json.object("error").flatMap(StatusErrors::message).or(() -> json.text("message"));
  }

  /// A router reports which service failed, with that service's message beside its own.
  private static Optional<String> message(JsonObject error) {
    Optional<String> cause = error.object("metadata").flatMap(StatusErrors::cause);
    return error
        .text("message")
        .map(
            text ->
                cause
                    .filter(words -> !text.contains(words))
                    .map(words -> text + ": " + words)
                    .orElse(text));
  }

  private static Optional<String> cause(JsonObject metadata) {
    return switch (metadata.get("raw")) {
      case JsonString(String raw) ->
          Optional.of(parse(raw).map(StatusErrors::text).orElse(raw))
              .filter(words -> !words.isBlank())
              .map(words -> words.substring(0, Math.min(words.length(), LONGEST_CAUSE)));
      case JsonObject raw -> Optional.of(text(raw));
      case null, default -> Optional.empty();
    };
  }

  private static Optional<JsonObject> parse(String body) {
    try {
      return JsonText.parse(body) instanceof JsonObject json ? Optional.of(json) : Optional.empty();
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String topUp(Optional<JsonObject> json) {
    return json.flatMap(body -> body.object("error"))
        .flatMap(error -> error.object("metadata"))
        .flatMap(metadata -> metadata.text("top_up_url"))
        .orElse(null);
  }
}
