package dev.gander.adapters.llm.signin.chatgpt;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.oauth.AuthorizationCodeFlow;
import dev.gander.oauth.AuthorizationServer;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
import dev.gander.oauth.OAuthClient;
import dev.gander.oauth.StoredTokens;
import dev.gander.provider.kit.openai.Responses;
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
import java.util.List;
import java.util.Map;

/// Creates the provider `chatgpt_codex`.
public final class ChatGptCodexProviderFactory extends BrowserSignInFactory implements TableRow {
  static final TokenCache TOKENS = new TokenCache("chatgpt_codex/tokens.json");
  private static final OAuthClient CLIENT = new OAuthClient("app_EMoamEEZ73f0CkXaXp7hrann");
  private static final String SCOPE = "openid profile email offline_access";

  private final String api;
  private final OAuthService service;

  public ChatGptCodexProviderFactory() {
    this(
        "https://chatgpt.com/backend-api/codex",
        "https://auth.openai.com",
        1455,
        Duration.ofMinutes(5));
  }

  /// @param port the port of the browser's callback; 0 for any
  /// @param patience how long a user has to sign in
  ChatGptCodexProviderFactory(String api, String issuer, int port, Duration patience) {
    super("chatgpt_codex", ProviderTable::metadata, TOKENS);
    this.api = api;
    var server =
        new AuthorizationServer(
            URI.create(issuer + "/oauth/authorize"), URI.create(issuer + "/oauth/token"));
    var callback = new CallbackPort(port, "/auth/callback");
    service =
        new OAuthService(
            "ChatGPT",
            TOKENS.file(),
            server.token(),
            Duration.ofMinutes(1),
            _ -> CLIENT,
            client ->
                new AuthorizationCodeFlow(server, client, SCOPE, extras(), callback, patience));
  }

  private static Map<String, String> extras() {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("id_token_add_organizations", "true");
    extras.put("codex_cli_simplified_flow", "true");
    extras.put("originator", "goose");
    return extras;
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients, Browser browser) {
    SignIn signIn = service.with(settings, clients);
    ServiceClient client =
        clients
            .to(Endpoint.of(api, "the address of ChatGPT", "", Map.of()), settings)
            .limits(CallLimits.from(settings, "CHATGPT_CODEX_TIMEOUT"))
            .bearer(signIn.tokens())
            .build();
    var responses = new Responses(name(), new CodexResponses(settings), client);
    return signIn.around(
        new Codex(metadata(), responses, signIn.tokens()),
        browser,
        ChatGptCodexProviderFactory::withAccount);
  }

  private static JsonObject withAccount(JsonObject tokens) {
    return ChatGptAccount.of(tokens)
        .map(account -> tokens.with("account_id", Json.of(account)))
        .orElse(tokens);
  }

  /// The service has no list of its models.
  private record Codex(ProviderMetadata metadata, Responses responses, StoredTokens tokens)
      implements Provider {
    @Override
    public String name() {
      return metadata.name();
    }

    @Override
    public ProviderStream stream(ProviderRequest request) throws InterruptedException {
      return responses.stream(request, account());
    }

    /// A user may have several accounts.
    private Map<String, String> account() {
      return tokens
          .kept()
          .flatMap(ChatGptAccount::of)
          .map(account -> Map.of("chatgpt-account-id", account))
          .orElse(Map.of());
    }

    @Override
    public List<String> models() {
      return metadata.knownModels().stream().map(ModelInfo::name).toList();
    }
  }
}
