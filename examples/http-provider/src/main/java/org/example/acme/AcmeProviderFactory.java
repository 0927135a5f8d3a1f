package org.example.acme;

import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.oauth.AuthorizationCodeFlow;
import dev.gander.oauth.AuthorizationServer;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
import dev.gander.oauth.OAuthClient;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.signin.BrowserSignInFactory;
import dev.gander.provider.kit.signin.OAuthService;
import dev.gander.provider.kit.signin.SignIn;
import dev.gander.provider.kit.signin.TokensOrKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Creates the provider `acme`, for users who have a key or sign in with the browser. Its service
/// uses chat completions, which the kit supports: only its address and its authorization are left.
public final class AcmeProviderFactory extends BrowserSignInFactory {
  static final String KEY = "ACME_API_KEY";
  static final String HOST = "ACME_HOST";
  static final String LOGIN = "ACME_LOGIN";
  private static final String API = "https://api.acme.example/v1";
  private static final String ISSUER = "https://login.acme.example";

  /// Below the settings folder; no other provider keeps tokens there.
  static final TokenCache TOKENS = new TokenCache("acme/tokens.json");

  private static final OAuthClient CLIENT = new OAuthClient("gander-example");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /// Shared by all sign-ins: the newest gets the browser.
  private final CallbackPort callback = new CallbackPort(0, "/callback");

  /// Gander calls it at each start, so it must not do any work.
  public AcmeProviderFactory() {
    super("acme", AcmeProviderFactory::describe, TOKENS);
  }

  /// The content of settings pages.
  private static ProviderMetadata describe(String name) {
    return new ProviderMetadata(
        name,
        "Acme",
        "Models of Acme, with a key or after signing in",
        "acme-large",
        "acme-small",
        List.of(ModelInfo.of("acme-large", 200_000), ModelInfo.of("acme-small", 32_000)),
        "https://acme.example/models",
        List.of(
            new ConfigKey(KEY, true, true, null, true, false, true),
            ConfigKey.setting(HOST, API),
            ConfigKey.setting(LOGIN, ISSUER)));
  }

  /// Users may sign in instead of giving a key.
  @Override
  public boolean signInReplacesKey() {
    return true;
  }

  /// Called for each session, and again when settings have changed. Opens no connection.
  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients, Browser browser) {
    SignIn signIn = oauth(settings.filledSetting(LOGIN).orElse(ISSUER)).with(settings, clients);
    TokensOrKey tokens = new TokensOrKey(signIn.tokens(), () -> settings.filledSecret(KEY));
    ServiceClient client =
        clients
            .to(Endpoint.of(settings.filledSetting(HOST).orElse(API), HOST, "", Map.of()), settings)
            .limits(CallLimits.from(settings, "ACME_TIMEOUT"))
            .bearer(tokens)
            .build();
    ChatService service = ChatService.named(name()).withFastModel(metadata().fastModel());
    return signIn.around(new ChatProvider(service, client, settings), browser);
  }

  private OAuthService oauth(String login) {
    var server =
        new AuthorizationServer(URI.create(login + "/authorize"), URI.create(login + "/token"));
    return new OAuthService(
        "Acme",
        TOKENS.file(),
        server.token(),
        MARGIN,
        _ -> CLIENT,
        client ->
            new AuthorizationCodeFlow(server, client, "chat", Map.of(), callback, PATIENCE));
  }
}
