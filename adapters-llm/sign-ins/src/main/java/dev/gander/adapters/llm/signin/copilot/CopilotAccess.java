package dev.gander.adapters.llm.signin.copilot;

import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.oauth.BearerTokens;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp;
import dev.gander.oauth.TokenJson;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.signin.SignedOut;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Copilot's own token, obtained with GitHub's, and the address of the service, which comes with
/// it. It is valid for some minutes and stored for other programs as well. Any thread.
record CopilotAccess(
    CopilotHost host, ProviderSettings settings, TokenCaches caches, ServiceClients clients)
    implements BearerTokens {
  static final String SECRET = "GITHUB_COPILOT_TOKEN";
  private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();

  /// The current address of the service.
  ///
  /// @throws OAuthException if the user has to sign in, may not use Copilot, or GitHub fails
  String address() throws InterruptedException {
    return address(current(""));
  }

  @Override
  public String token() throws InterruptedException {
    return token(current(""));
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    return gitHubs().isEmpty() ? refused : token(current(refused));
  }

  private JsonObject current(String refused) throws InterruptedException {
    Optional<JsonObject> kept = caches.tokens(host.file()).filter(it -> holds(it, refused));
    return kept.isPresent()
        ? kept.get()
        : caches.change(host.file(), it -> holds(it, refused) ? it : exchanged());
  }

  private Instant now() {
    return clients.environment().clock().instant();
  }

  private boolean holds(JsonObject kept, String refused) {
    return TokenJson.endsAfter(kept, now())
        && info(kept).text("token").filter(token -> !token.equals(refused)).isPresent()
        && safeAddress(kept).isPresent();
  }

  private JsonObject exchanged() throws InterruptedException {
    return exchanged(gitHubs().orElseThrow(() -> SignedOut.of(CopilotProviderFactory.SERVICE)));
  }

  /// The token from the user's sign-in.
  Optional<String> gitHubs() {
    return settings.filledSecret(SECRET);
  }

  /// Exchanges a GitHub token.
  ///
  /// @throws OAuthException if GitHub no longer accepts it
  JsonObject exchanged(String github) throws InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>(CopilotHeaders.EDITOR);
    headers.put("authorization", "bearer " + github);
    OAuthHttp.Answer answer = clients.oauth(settings, headers).get(host.tokens());
    if (answer.status() == 401) {
      throw SignedOut.of(CopilotProviderFactory.SERVICE);
    }
    if (answer.status() == 403 || answer.status() == 404) {
      throw new OAuthException(
          Kind.REFUSED, "GitHub does not let this account use Copilot: " + answer.failure().text());
    }
    answer.orFail().need("token");
    JsonObject kept =
        JsonObject.builder()
            .put("expires_at", end(answer.body()).toString())
            .put("info", answer.body())
            .build();
    address(kept);
    return kept;
  }

  private Instant end(JsonObject info) {
    long seconds =
        info.get("refresh_in") instanceof JsonNumber number
            ? Math.clamp((long) number.doubleValue(), 0, MOST_SECONDS)
            : 0;
    return now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
  }

  private static JsonObject info(JsonObject kept) {
    return kept.object("info").orElse(JsonObject.EMPTY);
  }

  private static String token(JsonObject kept) {
    return info(kept).text("token").orElseThrow();
  }

  private static String address(JsonObject kept) {
    return safeAddress(kept)
        .orElseThrow(
            () ->
                new OAuthException(
                    Kind.UNUSABLE_ANSWER,
                    "GitHub named no address of Copilot that is safe to use"));
  }

  /// Tokens are not sent without TLS, except to this machine.
  private static Optional<String> safeAddress(JsonObject kept) {
    return info(kept)
        .object("endpoints")
        .flatMap(all -> all.text("api"))
        .filter(
            text ->
                text.matches(
                    "https://.+|http://(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?(/.*)?"));
  }
}
