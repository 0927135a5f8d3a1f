package dev.gander.adapters.llm.xai;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.Browser;
import dev.gander.adapters.llm.oauth.CallbackPort;
import dev.gander.adapters.llm.oauth.Client;
import dev.gander.adapters.llm.oauth.CodeSignIn;
import dev.gander.adapters.llm.oauth.DesktopBrowser;
import dev.gander.adapters.llm.oauth.DeviceSignIn;
import dev.gander.adapters.llm.oauth.KeptTokens;
import dev.gander.adapters.llm.oauth.SignedInProvider;
import dev.gander.adapters.llm.oauth.WebCalls;
import dev.gander.adapters.llm.oauth.WebCalls.Answer;
import dev.gander.adapters.llm.openai.OpenAiProviderFactory;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes the provider `xai_oauth`: xAI, asked with the tokens of a sign-in. Which program signs in
/// is for the settings to say.
public final class XaiOauthProviderFactory extends ServiceFactory {
  private static final System.Logger LOG =
      System.getLogger(XaiOauthProviderFactory.class.getName());
  private static final String NAME = "xai_oauth";
  static final TokenCache TOKENS = new TokenCache("xai_oauth/tokens.json");
  private static final String CLIENT_ID = "XAI_OAUTH_CLIENT_ID";
  private static final String HOST = "XAI_HOST";
  private static final String API = "https://api.x.ai/v1";
  private static final String ISSUER = "https://auth.x.ai";
  private static final int PORT = 56121;
  private static final String SCOPE =
      "openid profile email offline_access grok-cli:access api:access";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final OpenAiProviderFactory chat;
  private final String issuer;
  private final CallbackPort port;
  private final Function<ProviderSettings, Browser> browsers;

  public XaiOauthProviderFactory() {
    this(ISSUER, PORT, DesktopBrowser::of, Surroundings.real());
  }

  XaiOauthProviderFactory(
      String issuer,
      int port,
      Function<ProviderSettings, Browser> browsers,
      Surroundings surroundings) {
    super(NAME, surroundings);
    this.issuer = issuer;
    this.port = new CallbackPort("127.0.0.1", port, "/callback");
    this.browsers = browsers;
    chat = new OpenAiProviderFactory(surroundings);
  }

  @Override
  public Optional<TokenCache> tokenCache() {
    return Optional.of(TOKENS);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    WebCalls calls = new WebCalls(connections(), settings, Map.of());
    var renewal =
        new KeptTokens.Renewal(this::tokenEndpoint, () -> client(settings), MARGIN, "xAI");
    KeptTokens tokens = KeptTokens.of(settings, TOKENS, calls, renewal, surroundings().clock());
    Provider talking =
        chat.create(
            NAME,
            Endpoint.of(settings.filledSetting(HOST).orElse(API), HOST, "", Map.of()),
            tokens,
            CallLimits.from(settings, "XAI_TIMEOUT"),
            settings);
    return new SignedInProvider(
        talking, () -> tokens.signedIn(signIn(client(settings), calls, browsers.apply(settings))));
  }

  private static Client client(ProviderSettings settings) {
    return new Client(settings.needSetting(CLIENT_ID));
  }

  private URI tokenEndpoint() {
    return URI.create(issuer + "/oauth2/token");
  }

  /// With a device code where no browser could come back to us.
  private Answer signIn(Client client, WebCalls calls, Browser browser)
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

  private CodeSignIn code(Client client) {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("nonce", surroundings().uuids().get());
    extras.put("plan", "generic");
    extras.put("referrer", "goose");
    return new CodeSignIn(
        URI.create(issuer + "/oauth2/authorize"),
        tokenEndpoint(),
        client,
        SCOPE,
        extras,
        port,
        PATIENCE);
  }

  private DeviceSignIn device(Client client) {
    return new DeviceSignIn(
        URI.create(issuer + "/oauth2/device/code"),
        tokenEndpoint(),
        client,
        SCOPE,
        DeviceSignIn.Form.FIELDS,
        surroundings());
  }
}
