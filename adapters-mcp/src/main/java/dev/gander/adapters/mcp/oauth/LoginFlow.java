package dev.gander.adapters.mcp.oauth;

import dev.gander.adapters.mcp.oauth.Discovery.Found;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.oauth.BroughtCode;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
import dev.gander.oauth.CodeRequest;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Gets credentials from the user, and refreshes them. Any thread.
final class LoginFlow {
  private static final System.Logger LOG = System.getLogger(LoginFlow.class.getName());

  private final OAuthHttp http;
  private final Browser browser;
  private final LoginSettings settings;
  private final ClientRegistrations registrations;
  private final KnownSecrets secrets;
  private final Clock clock;

  /// With a port of the user's choice, logins at different servers wait for each other.
  private final ReentrantLock chosenPort = new ReentrantLock();

  LoginFlow(
      OAuthHttp http,
      Browser browser,
      LoginSettings settings,
      ExtensionCredentials credentials,
      KnownSecrets secrets,
      Clock clock) {
    this.http = http;
    this.browser = browser;
    this.settings = settings;
    this.registrations = new ClientRegistrations(http, credentials, settings);
    this.secrets = secrets;
    this.clock = clock;
  }

  /// @param had the scopes that the user has granted before
  /// @throws OAuthException if the user does not log in, or a server is at fault
  RemoteCredentials login(Owner owner, BearerChallenge challenge, List<String> had)
      throws InterruptedException {
    Found found = discovery(owner).find(challenge);
    int port = settings.port();
    if (port == 0) {
      return login(owner, found, LoginScopes.wanted(had, challenge, found), port);
    }
    chosenPort.lockInterruptibly();
    try {
      return login(owner, found, LoginScopes.wanted(had, challenge, found), port);
    } finally {
      chosenPort.unlock();
    }
  }

  private RemoteCredentials login(Owner owner, Found found, List<String> scopes, int port)
      throws InterruptedException {
    ServerMetadata server = found.server();
    try (CodeRequest request =
        CodeRequest.open(new CallbackPort("127.0.0.1", port, "/oauth_callback"))) {
      ClientIdentity client =
          registrations.client(owner.extension(), server, request.redirectUri(), scopes);
      open(owner, request.page(server.authorize(), question(owner, client, scopes)));
      BroughtCode code = request.await(settings.patience());
      checkIssuer(server, code.issuer());
      Map<String, String> grant = request.grant(code);
      grant.put("resource", owner.resource());
      secrets.addAll(List.of(code.code(), String.valueOf(grant.get("code_verifier"))));
      return known(
          RemoteCredentials.of(
              client,
              server.issuer(),
              client.request(http.anew(), server.token(), grant).orFail(),
              scopes,
              clock.instant()));
    }
  }

  private static Map<String, String> question(
      Owner owner, ClientIdentity client, List<String> scopes) {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("client_id", client.id());
    question.put("resource", owner.resource());
    if (!scopes.isEmpty()) {
      question.put("scope", String.join(" ", scopes));
    }
    return question;
  }

  private void open(Owner owner, String page) {
    LOG.log(Level.INFO, "to log in to the extension {0}, open {1}", owner.extension(), page);
    browser.openNamed(page, owner.extension());
  }

  /// A code of another server, brought to us in place of this one's, must not be redeemed.
  private static void checkIssuer(ServerMetadata server, @Nullable String issuer) {
    boolean isMissing = issuer == null && server.namesItself();
    if (isMissing || (issuer != null && !issuer.equals(server.issuer()))) {
      throw new OAuthException(
          Kind.UNUSABLE_ANSWER, "The browser did not come from the expected authorization server");
    }
  }

  /// @throws OAuthException of the kind `REFUSED` if the user has to log in again
  RemoteCredentials refreshed(
      Owner owner, BearerChallenge challenge, RemoteCredentials kept, String token)
      throws InterruptedException {
    ServerMetadata server = discovery(owner).find(challenge).server();
    if (kept.issuer() != null && !server.isIssuer(kept.issuer())) {
      throw new OAuthException(Kind.REFUSED, "The resource has another authorization server now");
    }
    Map<String, String> grant = new LinkedHashMap<>();
    grant.put("grant_type", "refresh_token");
    grant.put("refresh_token", token);
    return known(
        kept.with(
            kept.client().request(http, server.token(), grant).orFail(),
            server.issuer(),
            clock.instant()));
  }

  RemoteCredentials known(RemoteCredentials credentials) {
    credentials.secrets().forEach(secrets::add);
    return credentials;
  }

  private Discovery discovery(Owner owner) {
    return new Discovery(http, URI.create(owner.resource()));
  }
}
