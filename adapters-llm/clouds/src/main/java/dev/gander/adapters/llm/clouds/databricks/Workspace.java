package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.oauth.AuthorizationCodeFlow;
import dev.gander.oauth.AuthorizationServer;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
import dev.gander.oauth.OAuthClient;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthHttp;
import dev.gander.oauth.TokenJson;
import dev.gander.provider.kit.service.Endpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A workspace and how users sign in to it: in the browser, by an authorization code with PKCE. The
/// workspace itself reports the addresses.
///
/// @param host as the user wrote it; the name of its token file depends on it
/// @param patience how long the user has
record Workspace(
    String host, OAuthHttp http, Browser browser, CallbackPort port, Duration patience) {
  static final OAuthClient CLIENT = new OAuthClient("databricks-cli");
  private static final String SETTING = "DATABRICKS_HOST";
  private static final List<String> SCOPES = List.of("all-apis", "offline_access");

  /// goose has let users store the host among their secrets, too.
  ///
  /// @throws ProviderException if it is not set
  static String host(ProviderSettings settings) {
    return settings
        .filledSetting(SETTING)
        .or(() -> settings.filledSecret(SETTING))
        .orElseGet(() -> settings.needSetting(SETTING));
  }

  static Endpoint endpoint(String host) {
    return Endpoint.of(host, SETTING, "", Map.of());
  }

  /// The same name as in goose.
  TokenFile file() {
    return new TokenFile(
        WorkspaceFactory.TOKENS, sha256(host + CLIENT.id() + String.join(",", SCOPES)) + ".json");
  }

  Credentials.Tokens signIn(Clock clock) throws InterruptedException {
    var flow =
        new AuthorizationCodeFlow(
            server(), CLIENT, String.join(" ", SCOPES), Map.of(), port, patience);
    return new Credentials.Tokens(
        file(), TokenJson.after(JsonObject.EMPTY, flow.tokens(http, browser), clock.instant()));
  }

  AuthorizationServer server() throws InterruptedException {
    URI base = endpoint(host).base();
    OAuthHttp.Answer answer =
        http.get(base.resolve("oidc/.well-known/oauth-authorization-server")).orFail();
    return new AuthorizationServer(
        address(answer, base, "authorization_endpoint"), address(answer, base, "token_endpoint"));
  }

  /// A code and tokens must not cross the network in clear text.
  private static URI address(OAuthHttp.Answer answer, URI base, String member) {
    URI address;
    try {
      address = URI.create(answer.need(member));
    } catch (IllegalArgumentException _) {
      throw unusable(base, member);
    }
    boolean isSafe =
        "https".equalsIgnoreCase(address.getScheme())
            || ("http".equals(base.getScheme()) && "http".equals(address.getScheme()));
    if (!isSafe || address.getHost() == null) {
      throw unusable(base, member);
    }
    return address;
  }

  private static OAuthException unusable(URI base, String member) {
    return new OAuthException(
        OAuthException.Kind.UNUSABLE_ANSWER,
        base.getHost() + " names a " + member + " that cannot be used");
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
