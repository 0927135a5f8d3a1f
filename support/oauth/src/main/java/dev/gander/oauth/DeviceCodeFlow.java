package dev.gander.oauth;

import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp.Answer;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A device code (RFC 8628): the user allows this device on a page of the service, which is polled
/// meanwhile. A page address that contains the code is opened at once; otherwise the browser first
/// shows [CodePage]. Page and code are logged, for users without a browser on this machine.
///
/// @param authorization where a code for the device is issued
/// @param token where it is exchanged for tokens
/// @param scope empty for the service's default
public record DeviceCodeFlow(
    URI authorization,
    URI token,
    OAuthClient client,
    String scope,
    Form form,
    Clock clock,
    Pause pause)
    implements TokenFlow {
  /// Waits; an interrupt ends the wait.
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /// The request format that the service reads.
  public enum Form {
    FIELDS,
    JSON
  }

  private static final System.Logger LOG = System.getLogger(DeviceCodeFlow.class.getName());
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Duration SLOWER = Duration.ofSeconds(5);

  @Override
  public Answer tokens(OAuthHttp http, Browser browser) throws InterruptedException {
    Map<String, String> wish = scope.isEmpty() ? Map.of() : Map.of("scope", scope);
    Answer start = ask(http, authorization, wish).orFail();
    String device = start.need("device_code");
    Optional<String> complete = start.body().text("verification_uri_complete");
    if (complete.isPresent()) {
      URI page = Browser.web(complete.get(), authorization.getHost());
      LOG.log(Level.INFO, "to sign in, open {0}", page);
      browser.tell(page, shownCode(start));
      browser.open(page);
      return allowed(http, device, start.body());
    }
    URI page = Browser.web(start.need("verification_uri"), authorization.getHost());
    String code = code(start);
    LOG.log(Level.INFO, "to sign in, open {0} and enter the code {1}", page, code);
    browser.tell(page, code);
    try (CodePage shown = CodePage.open(code, page)) {
      browser.open(shown.address());
      return allowed(http, device, start.body());
    }
  }

  /// The page has it already; some ask whether it is the one that the device shows.
  private static @Nullable String shownCode(Answer start) {
    return start.body().text("user_code").filter(DeviceCodeFlow::isCode).orElse(null);
  }

  private static boolean isCode(String text) {
    return text.matches("[A-Za-z0-9 -]{1,40}");
  }

  /// The code is shown and logged, so it must be nothing but a code.
  private String code(Answer start) {
    String code = start.need("user_code");
    if (!isCode(code)) {
      throw new OAuthException(
          Kind.UNUSABLE_ANSWER, authorization.getHost() + " gave a code that nobody can enter");
    }
    return code;
  }

  private Answer allowed(OAuthHttp http, String device, JsonObject start)
      throws InterruptedException {
    Map<String, String> question = Map.of("device_code", device, "grant_type", GRANT);
    Instant end = clock.instant().plus(seconds(start, "expires_in", 300, 1, 1800));
    Duration interval = seconds(start, "interval", 5, 1, 60);
    while (clock.instant().isBefore(end)) {
      pause.sleep(interval);
      Answer answer = ask(http, token, question);
      switch (answer.error().orElse("")) {
        case "authorization_pending" -> {}
        case "slow_down" -> interval = interval.plus(SLOWER);
        case "access_denied", "authorization_denied" -> throw refused("The sign-in was refused");
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

  private Answer ask(OAuthHttp http, URI address, Map<String, String> more)
      throws InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>(client.fields());
    fields.putAll(more);
    return switch (form) {
      case FIELDS -> http.postForm(address, fields);
      case JSON -> {
        JsonObject.Builder object = JsonObject.builder();
        fields.forEach(object::put);
        yield http.postJson(address, object.build());
      }
    };
  }

  /// Bounded, so that no answer can make us poll forever or without a pause.
  private static Duration seconds(
      JsonObject answer, String member, long otherwise, long least, long most) {
    return Duration.ofSeconds(
        answer.get(member) instanceof JsonNumber number
            ? Math.clamp((long) number.doubleValue(), least, most)
            : otherwise);
  }

  private static OAuthException tooLate() {
    return refused("Authentication timed out - please try again");
  }

  private static OAuthException refused(String text) {
    return new OAuthException(Kind.REFUSED, text);
  }
}
