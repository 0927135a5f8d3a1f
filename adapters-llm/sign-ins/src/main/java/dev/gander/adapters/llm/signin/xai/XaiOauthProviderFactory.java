package dev.gander.adapters.llm.signin.xai;

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
import dev.gander.provider.kit.oauth.DeviceCodeFlow;
import dev.gander.provider.kit.oauth.KeptTokens;
import dev.gander.provider.kit.oauth.OAuthClient;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.oauth.OAuthHttp.Answer;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Makes the provider `xai_oauth`: xAI, asked with the tokens of a sign-in. Which program signs in
/// is for the settings to say.
public final class XaiOauthProviderFactory extends ServiceFactory {
  private static final System.Logger LOG =
      System.getLogger(XaiOauthProviderFactory.class.getName());
  private static final String NAME = "xai_oauth";
  private static final String CLIENT_ID = "XAI_OAUTH_CLIENT_ID";
  private static final String HOST = "XAI_HOST";
  private static final String API = "https://api.x.ai/v1";
  private static final String ISSUER = "https://auth.x.ai";
  private static final int PORT = 56121;
  private static final String SCOPE =
      "openid profile email offline_access grok-cli:access api:access";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final String issuer;
  private final CallbackPort port;
  private final Function<ProviderSettings, Browser> browsers;

  public XaiOauthProviderFactory() {
    this(ISSUER, PORT, DesktopBrowser::of, ClientEnvironment.real());
  }

  XaiOauthProviderFactory(
      String issuer,
      int port,
      Function<ProviderSettings, Browser> browsers,
      ClientEnvironment environment) {
    super(NAME, environment);
    this.issuer = issuer;
    this.port = new CallbackPort("127.0.0.1", port, "/callback");
    this.browsers = browsers;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    OAuthHttp calls = new OAuthHttp(connections(), settings, Map.of());
    var renewal =
        new KeptTokens.Renewal(this::tokenEndpoint, () -> client(settings), MARGIN, "xAI");
    KeptTokens tokens =
        KeptTokens.of(settings, TokenCache.XAI_OAUTH, calls, renewal, environment().clock());
    Provider talking =
        ChatProvider.plain(
            NAME,
            client(
                settings,
                Endpoint.of(settings.filledSetting(HOST).orElse(API), HOST, "", Map.of()),
                CallLimits.from(settings, "XAI_TIMEOUT"),
                tokens),
            settings,
            log(settings),
            environment());
    return new SignedInProvider(
        talking, () -> tokens.signedIn(signIn(client(settings), calls, browsers.apply(settings))));
  }

  private static OAuthClient client(ProviderSettings settings) {
    return new OAuthClient(settings.needSetting(CLIENT_ID));
  }

  private URI tokenEndpoint() {
    return URI.create(issuer + "/oauth2/token");
  }

  /// With a device code where no browser could come back to us.
  private Answer signIn(OAuthClient client, OAuthHttp calls, Browser browser)
      throws InterruptedException {
    if (!browser.isThere()) {
      return device(client).tokens(calls, browser);
    }
    try {
      return code(client).tokens(calls, browser);
    } catch (ProviderException.ExecutionError e) {
      LOG.log(Level.INFO, "{0}; a device code is used instead", e.text());
      return device(client).tokens(calls, browser);
    }
  }

  private AuthorizationCodeFlow code(OAuthClient client) {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("nonce", environment().uuids().get());
    extras.put("plan", "generic");
    extras.put("referrer", "goose");
    return new AuthorizationCodeFlow(
        URI.create(issuer + "/oauth2/authorize"),
        tokenEndpoint(),
        client,
        SCOPE,
        extras,
        port,
        PATIENCE);
  }

  private DeviceCodeFlow device(OAuthClient client) {
    return new DeviceCodeFlow(
        URI.create(issuer + "/oauth2/device/code"),
        tokenEndpoint(),
        client,
        SCOPE,
        DeviceCodeFlow.Form.FIELDS,
        environment());
  }
}
