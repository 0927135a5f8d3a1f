package dev.gander.adapters.llm.signin.xai;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.oauth.AuthorizationCodeFlow;
import dev.gander.oauth.AuthorizationServer;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
import dev.gander.oauth.CodeOrDeviceFlow;
import dev.gander.oauth.DeviceCodeFlow;
import dev.gander.oauth.OAuthClient;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.signin.BrowserSignInFactory;
import dev.gander.provider.kit.signin.OAuthService;
import dev.gander.provider.kit.signin.SignIn;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Creates the provider `xai_oauth`: xAI, called with the tokens of a sign-in. The settings
/// determine the OAuth client of the sign-in.
public final class XaiOauthProviderFactory extends BrowserSignInFactory implements TableRow {
  static final TokenCache TOKENS = new TokenCache("xai_oauth/tokens.json");
  private static final String HOST = "XAI_HOST";
  private static final String API = "https://api.x.ai/v1";
  private static final String SCOPE =
      "openid profile email offline_access grok-cli:access api:access";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final String issuer;
  private final AuthorizationServer server;
  private final CallbackPort port;

  public XaiOauthProviderFactory() {
    this("https://auth.x.ai", 56121);
  }

  /// @param port the port of the browser's callback; 0 for any
  XaiOauthProviderFactory(String issuer, int port) {
    super("xai_oauth", ProviderTable::metadata, TOKENS);
    this.issuer = issuer;
    this.server =
        new AuthorizationServer(
            URI.create(issuer + "/oauth2/authorize"), URI.create(issuer + "/oauth2/token"));
    this.port = new CallbackPort("127.0.0.1", port, "/callback");
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients, Browser browser) {
    SignIn signIn = service(clients.environment()).with(settings, clients);
    Endpoint endpoint = Endpoint.of(settings.filledSetting(HOST).orElse(API), HOST, "", Map.of());
    ServiceClient client =
        clients
            .to(endpoint, settings)
            .limits(CallLimits.from(settings, "XAI_TIMEOUT"))
            .bearer(signIn.tokens())
            .build();
    return signIn.around(new ChatProvider(ChatService.named(name()), client, settings), browser);
  }

  private OAuthService service(ClientEnvironment environment) {
    return new OAuthService(
        "xAI",
        TOKENS.file(),
        server.token(),
        MARGIN,
        OAuthService.clientIn("XAI_OAUTH_CLIENT_ID"),
        client -> new CodeOrDeviceFlow(code(client, environment), device(client, environment)));
  }

  private AuthorizationCodeFlow code(OAuthClient client, ClientEnvironment environment) {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("nonce", environment.uuids().get());
    extras.put("plan", "generic");
    extras.put("referrer", "goose");
    return new AuthorizationCodeFlow(server, client, SCOPE, extras, port, PATIENCE);
  }

  private DeviceCodeFlow device(OAuthClient client, ClientEnvironment environment) {
    return new DeviceCodeFlow(
        URI.create(issuer + "/oauth2/device/code"),
        server.token(),
        client,
        SCOPE,
        DeviceCodeFlow.Form.FIELDS,
        environment.clock(),
        environment::sleep);
  }
}
