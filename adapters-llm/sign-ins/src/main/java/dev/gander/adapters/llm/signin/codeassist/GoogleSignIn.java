package dev.gander.adapters.llm.signin.codeassist;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.oauth.AuthorizationCodeFlow;
import dev.gander.oauth.AuthorizationServer;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
import dev.gander.oauth.OAuthClient;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthHttp;
import dev.gander.oauth.StoredTokens;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.signin.SignedOut;
import dev.gander.provider.kit.signin.TokenCacheStore;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signs a user in with a Google account and finds the project that the service keeps for it. Both
/// are stored in one file: `{"project_id", "token": {"access_token", "refresh_token",
/// "expires_at"}}`.
///
/// @param port the port of the browser's callback
/// @param patience how long the user has
record GoogleSignIn(
    Addresses addresses,
    CallbackPort port,
    Duration patience,
    ProviderSettings settings,
    ServiceClients clients) {
  private static final TokenFile FILE = GeminiOAuthProviderFactory.TOKENS.file();
  private static final String PROJECT = "project_id";
  private static final String TOKEN = "token";
  private static final String ID = "GEMINI_OAUTH_CLIENT_ID";
  private static final String SECRET = "GEMINI_OAUTH_CLIENT_SECRET";
  private static final String SERVICE = "Gemini";
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final List<String> SCOPES =
      List.of(
          "https://www.googleapis.com/auth/cloud-platform",
          "https://www.googleapis.com/auth/userinfo.email",
          "https://www.googleapis.com/auth/userinfo.profile");

  /// Google's addresses.
  ///
  /// @param api the address of the models, without a trailing slash
  record Addresses(AuthorizationServer server, String api) {
    static final Addresses REAL =
        new Addresses(
            new AuthorizationServer(
                URI.create("https://accounts.google.com/o/oauth2/v2/auth"),
                URI.create("https://oauth2.googleapis.com/token")),
            "https://cloudcode-pa.googleapis.com");
  }

  private TokenCaches caches() {
    return TokenCacheStore.caches(settings, SERVICE);
  }

  /// Tokens that have not expired are used without this program's OAuth client; refreshing them
  /// requires it.
  StoredTokens tokens() {
    return new StoredTokens(
        new TokenCacheStore(caches(), FILE, TOKEN),
        clients.oauth(settings, Map.of()),
        new StoredTokens.Refresh(
            addresses.server::token, this::client, MARGIN, () -> SignedOut.of(SERVICE)),
        clients.environment().clock());
  }

  /// The project found at sign-in.
  String project() {
    return caches()
        .tokens(FILE)
        .flatMap(kept -> kept.text(PROJECT))
        .orElseThrow(() -> SignedOut.of(SERVICE));
  }

  /// @throws OAuthException if the settings do not contain this program's OAuth client
  private OAuthClient client() {
    return new OAuthClient(needed(ID), needed(SECRET));
  }

  private String needed(String key) {
    return value(key)
        .orElseThrow(
            () ->
                new OAuthException(
                    OAuthException.Kind.NOT_POSSIBLE_HERE,
                    "To sign in to Gemini, set "
                        + ID
                        + " and "
                        + SECRET
                        + " to those of an OAuth client of yours at Google (type Desktop app); "
                        + key
                        + " is missing"));
  }

  private Optional<String> value(String key) {
    return settings.filledSecret(key).or(() -> settings.filledSetting(key));
  }

  Credentials signIn(Browser browser) throws InterruptedException {
    StoredTokens tokens = tokens();
    var flow =
        new AuthorizationCodeFlow(
            addresses.server, client(), String.join(" ", SCOPES), extras(), port, patience);
    JsonObject token = tokens.first(flow.tokens(tokens.http(), browser));
    String project = project(token.text("access_token").orElseThrow());
    return new Credentials.Tokens(
        FILE, JsonObject.builder().put(PROJECT, Json.of(project)).put(TOKEN, token).build());
  }

  /// Without them Google issues no token that can be refreshed.
  private static Map<String, String> extras() {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("access_type", "offline");
    extras.put("prompt", "consent");
    return extras;
  }

  private String project(String token) throws InterruptedException {
    OAuthHttp signedIn = clients.oauth(settings, Map.of("authorization", "Bearer " + token));
    return new Onboarding(addresses.api, signedIn, clients.environment().sleeper()).project();
  }
}
