package dev.gander.adapters.llm.signin.signup;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.Browser;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp;
import dev.gander.oauth.OAuthHttp.Answer;
import dev.gander.provider.kit.ClientEnvironment;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/// NanoGPT's own flow: the service names a page, and is polled until the user has visited it.
///
/// @param base the address of the sign-in, with a trailing slash
record KeyForDevice(URI base, ClientEnvironment environment) implements KeyFlow {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @Override
  public String key(OAuthHttp http, Browser browser, Duration patience)
      throws InterruptedException {
    Answer start =
        http.postJson(base.resolve("start"), JsonObject.of("client_name", Json.of("goose")))
            .orFail();
    JsonObject device = JsonObject.of("device_code", Json.of(start.need("device_code")));
    URI page = Browser.web(start.need("verification_uri_complete"), base.getHost());
    browser.tell(page, null);
    browser.open(page);
    Instant end = environment.clock().instant().plus(patience);
    while (environment.clock().instant().isBefore(end)) {
      environment.sleep(INTERVAL);
      Answer answer = http.postJson(base.resolve("poll"), device);
      if (!isPending(answer)) {
        return keyIn(answer);
      }
    }
    throw new OAuthException(Kind.REFUSED, "Authentication timed out - please try again");
  }

  /// Polling continues after server errors.
  private static boolean isPending(Answer answer) {
    return answer.status() == 202 || answer.status() >= 500;
  }

  private static String keyIn(Answer answer) {
    return switch (answer.status()) {
      case 404 -> throw refused("NanoGPT does not know this sign-in any more");
      case 409 -> throw refused("This sign-in has been used already");
      case 410 -> throw refused("This sign-in has expired or was refused");
      case 429 -> throw refused("NanoGPT was asked too often: wait a minute");
      default -> answer.orFail().need("key");
    };
  }

  private static OAuthException refused(String text) {
    return new OAuthException(Kind.REFUSED, text + " - please try again");
  }
}
