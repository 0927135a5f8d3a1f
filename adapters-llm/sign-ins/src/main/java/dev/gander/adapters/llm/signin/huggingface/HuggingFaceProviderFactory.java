package dev.gander.adapters.llm.signin.huggingface;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.oauth.AuthorizationCodeFlow;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.CallbackPort;
import dev.gander.provider.kit.oauth.DesktopBrowser;
import dev.gander.provider.kit.oauth.KeptTokens;
import dev.gander.provider.kit.oauth.OAuthClient;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Makes the provider `huggingface`. It needs a key or a sign-in; which program signs in is for the
/// settings to say.
public final class HuggingFaceProviderFactory extends ServiceFactory {
  private static final String NAME = "huggingface";
  private static final String CLIENT_ID = "HF_OAUTH_CLIENT_ID";
  private static final String HOST = "HF_HOST";
  private static final String API = "https://router.huggingface.co/v1";
  private static final String ISSUER = "https://huggingface.co";
  private static final int PORT = 17863;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final String issuer;
  private final CallbackPort port;
  private final Function<ProviderSettings, Browser> browsers;

  public HuggingFaceProviderFactory() {
    this(ISSUER, PORT, DesktopBrowser::of, ClientEnvironment.real());
  }

  HuggingFaceProviderFactory(
      String issuer,
      int port,
      Function<ProviderSettings, Browser> browsers,
      ClientEnvironment environment) {
    super(NAME, environment);
    this.issuer = issuer;
    this.port = new CallbackPort("127.0.0.1", port, "/oauth/huggingface/callback");
    this.browsers = browsers;
  }

  /// @throws ProviderException if there is no key, nobody is signed in, and nobody can sign in
  @Override
  public Provider create(ProviderSettings settings) {
    OAuthHttp calls = new OAuthHttp(connections(), settings, Map.of());
    var renewal =
        new KeptTokens.Renewal(this::tokenEndpoint, () -> client(settings), MARGIN, "Hugging Face");
    KeptTokens tokens =
        KeptTokens.of(settings, TokenCache.HUGGINGFACE, calls, renewal, environment().clock());
    var bearer = new TokensOrKey(tokens, settings);
    requireOneOf(bearer, settings);
    Provider talking =
        ChatProvider.plain(
            NAME,
            client(
                settings,
                Endpoint.of(settings.filledSetting(HOST).orElse(API), HOST, "", Map.of()),
                CallLimits.from(settings, "HF_TIMEOUT"),
                bearer),
            settings,
            log(settings),
            environment());
    return new SignedInProvider(
        talking,
        () -> tokens.signedIn(code(client(settings)).tokens(calls, browsers.apply(settings))));
  }

  private static void requireOneOf(TokensOrKey bearer, ProviderSettings settings) {
    if (bearer.isEmpty() && settings.setting(CLIENT_ID).isEmpty()) {
      throw new ProviderException.ExecutionError(
          "Configuration value not found: %s, or %s to sign in"
              .formatted(TokensOrKey.KEY, CLIENT_ID),
          null);
    }
  }

  private static OAuthClient client(ProviderSettings settings) {
    return new OAuthClient(settings.needSetting(CLIENT_ID));
  }

  private URI tokenEndpoint() {
    return URI.create(issuer + "/oauth/token");
  }

  private AuthorizationCodeFlow code(OAuthClient client) {
    return new AuthorizationCodeFlow(
        URI.create(issuer + "/oauth/authorize"),
        tokenEndpoint(),
        client,
        "read-repos gated-repos inference-api",
        Map.of(),
        port,
        PATIENCE);
  }
}
