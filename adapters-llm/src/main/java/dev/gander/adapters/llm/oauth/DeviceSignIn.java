package dev.gander.adapters.llm.oauth;

import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.WebCalls.Answer;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Device codes (RFC 8628): the user allows this device on a page of the service, which is asked
/// meanwhile.
///
/// @param authorization where a code for the device is given
/// @param token where it is changed for tokens
record DeviceSignIn(URI authorization, URI token, String clientId, Surroundings surroundings) {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /// The answer with the tokens.
  ///
  /// @throws ProviderException if the user refuses or takes too long, or the service fails
  Answer tokens(WebCalls calls, Browser browser) throws InterruptedException {
    Answer start = calls.postForm(authorization, Map.of("client_id", clientId)).orFail();
    Map<String, String> question =
        Map.of(
            "client_id", clientId, "device_code", start.need("device_code"), "grant_type", GRANT);
    Instant end =
        surroundings.clock().instant().plus(seconds(start.body(), "expires_in", 300, 1, 1800));
    Duration interval = seconds(start.body(), "interval", 5, 1, 60);
    browser.openNamed(page(start), authorization.getHost());
    while (surroundings.clock().instant().isBefore(end)) {
      surroundings.pause().of(interval);
      Answer answer = calls.postForm(token, question);
      switch (answer.error().orElse("")) {
        case "authorization_pending" -> {}
        case "slow_down" -> interval = interval.plus(SLOWER);
        case "access_denied" -> throw refused("The sign-in was refused");
        case "expired_token" -> throw tooLate();
        default -> {
          if (answer.status() < 500) {
            return answer.orFail();
          }
        }
      }
    }
    throw tooLate();
  }

  private static String page(Answer start) {
    return start
        .body()
        .text("verification_uri_complete")
        .orElseGet(() -> start.need("verification_uri"));
  }

  /// Bounded, so that no answer makes us ask without end or without pause.
  private static Duration seconds(
      JsonObject answer, String member, long otherwise, long least, long most) {
    return Duration.ofSeconds(
        answer.get(member) instanceof JsonNumber number
            ? Math.clamp((long) number.doubleValue(), least, most)
            : otherwise);
  }

  private static ProviderException tooLate() {
    return refused("Authentication timed out - please try again");
  }

  private static ProviderException refused(String text) {
    return new ProviderException.Authentication(text);
  }
}
