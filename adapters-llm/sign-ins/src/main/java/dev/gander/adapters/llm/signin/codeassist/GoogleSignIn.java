package dev.gander.adapters.llm.signin.codeassist;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.oauth.AuthorizationCodeFlow;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.CallbackPort;
import dev.gander.provider.kit.oauth.KeptTokens;
import dev.gander.provider.kit.oauth.OAuthClient;
import dev.gander.provider.kit.oauth.OAuthHttp;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signs a user in with the Google account and finds the project that the service keeps for it.
/// Both are kept in one file: `{"project_id", "token": {"access_token", "refresh_token",
/// "expires_at"}}`.
///
/// @param port where the browser comes back to
/// @param patience how long the user has
/// @param calls without a token
record GoogleSignIn(
    Addresses addresses,
    CallbackPort port,
    Duration patience,
    ProviderSettings settings,
    OAuthHttp calls,
    ClientEnvironment environment) {
  static final String PROJECT = "project_id";
  static final String TOKEN = "token";
  private static final String ID = "GEMINI_OAUTH_CLIENT_ID";
  private static final String SECRET = "GEMINI_OAUTH_CLIENT_SECRET";
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final List<String> SCOPES =
      List.of(
          "https://www.googleapis.com/auth/cloud-platform",
          "https://www.googleapis.com/auth/userinfo.email",
          "https://www.googleapis.com/auth/userinfo.profile");

  /// Where Google is.
  ///
  /// @param authorize the page where users allow it
  /// @param token where tokens are given
  /// @param api where models are asked, without a slash at its end
  record Addresses(URI authorize, URI token, String api) {
    static final Addresses REAL =
        new Addresses(
            URI.create("https://accounts.google.com/o/oauth2/v2/auth"),
            URI.create("https://oauth2.googleapis.com/token"),
            "https://cloudcode-pa.googleapis.com");
  }

  /// Tokens that hold are used without knowing who this program is; to renew them it is needed.
  KeptTokens tokens() {
    return KeptTokens.of(
        settings,
        new KeptTokens.Place(TokenCache.GEMINI_OAUTH.file(), TOKEN),
        calls,
        new KeptTokens.Renewal(
            this::tokenEndpoint,
            new OAuthClient(value(ID).orElse(""), value(SECRET).orElse("")),
            MARGIN,
            "Gemini"),
        environment.clock());
  }

  private URI tokenEndpoint() {
    client();
    return addresses.token;
  }

  /// @throws ProviderException if the settings do not say who this program is
  private OAuthClient client() {
    return new OAuthClient(needed(ID), needed(SECRET));
  }

  private String needed(String key) {
    return value(key)
        .orElseThrow(
            () ->
                new ProviderException.ExecutionError(
                    "To sign in to Gemini, set "
                        + ID
                        + " and "
                        + SECRET
                        + " to those of an OAuth client of yours at Google (type Desktop app); "
                        + key
                        + " is missing",
                    null));
  }

  private Optional<String> value(String key) {
    return settings.filledSecret(key).or(() -> settings.filledSetting(key));
  }

  Credentials signIn(Browser browser) throws InterruptedException {
    var way =
        new AuthorizationCodeFlow(
            addresses.authorize,
            addresses.token,
            client(),
            String.join(" ", SCOPES),
            extras(),
            port,
            patience);
    JsonObject token = tokens().first(way.tokens(calls, browser));
    String project = project(token.text("access_token").orElseThrow());
    return new Credentials.Tokens(
        TokenCache.GEMINI_OAUTH,
        JsonObject.builder().put(PROJECT, Json.of(project)).put(TOKEN, token).build());
  }

  /// Without them Google gives no token that can be renewed.
  private static Map<String, String> extras() {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("access_type", "offline");
    extras.put("prompt", "consent");
    return extras;
  }

  private String project(String token) throws InterruptedException {
    OAuthHttp signedIn =
        new OAuthHttp(calls.connections(), settings, Map.of("authorization", "Bearer " + token));
    return new Onboarding(addresses.api, signedIn, environment.sleeper()).project();
  }
}
