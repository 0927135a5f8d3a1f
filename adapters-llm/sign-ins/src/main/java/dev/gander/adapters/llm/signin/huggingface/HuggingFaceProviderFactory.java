package dev.gander.adapters.llm.signin.huggingface;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.oauth.AuthorizationCodeFlow;
import dev.gander.oauth.AuthorizationServer;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
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
import java.util.Map;

/// Creates the provider `huggingface`. It needs a key or a sign-in; the settings determine the
/// OAuth client of the sign-in.
public final class HuggingFaceProviderFactory extends BrowserSignInFactory implements TableRow {
  static final TokenCache TOKENS = new TokenCache("huggingface/oauth/tokens.json");
  private static final String KEY = "HF_TOKEN";
  private static final String CLIENT_ID = "HF_OAUTH_CLIENT_ID";
  private static final String HOST = "HF_HOST";
  private static final String API = "https://router.huggingface.co/v1";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final OAuthService service;

  public HuggingFaceProviderFactory() {
    this("https://huggingface.co", 17863);
  }

  /// @param port the port of the browser's callback; 0 for any
  HuggingFaceProviderFactory(String issuer, int port) {
    super("huggingface", ProviderTable::metadata, TOKENS);
    var server =
        new AuthorizationServer(
            URI.create(issuer + "/oauth/authorize"), URI.create(issuer + "/oauth/token"));
    var callback = new CallbackPort("127.0.0.1", port, "/oauth/huggingface/callback");
    String scope = "read-repos gated-repos inference-api";
    service =
        new OAuthService(
            "Hugging Face",
            TOKENS.file(),
            server.token(),
            Duration.ofMinutes(1),
            OAuthService.clientIn(CLIENT_ID),
            client ->
                new AuthorizationCodeFlow(server, client, scope, Map.of(), callback, PATIENCE));
  }

  @Override
  public boolean signInReplacesKey() {
    return true;
  }

  /// @throws ProviderException if there is no key, the user is not signed in, and cannot sign in
  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients, Browser browser) {
    SignIn signIn = service.with(settings, clients);
    var tokens = new TokensOrKey(signIn.tokens(), () -> settings.filledSecret(KEY));
    requireOneOf(tokens, settings);
    Endpoint endpoint = Endpoint.of(settings.filledSetting(HOST).orElse(API), HOST, "", Map.of());
    ServiceClient client =
        clients
            .to(endpoint, settings)
            .limits(CallLimits.from(settings, "HF_TIMEOUT"))
            .bearer(tokens)
            .build();
    return signIn.around(new ChatProvider(ChatService.named(name()), client, settings), browser);
  }

  private static void requireOneOf(TokensOrKey tokens, ProviderSettings settings) {
    if (tokens.isEmpty() && settings.setting(CLIENT_ID).isEmpty()) {
      throw new ProviderException.ExecutionError(
          "Configuration value not found: %s, or %s to sign in".formatted(KEY, CLIENT_ID), null);
    }
  }
}
