package dev.gander.adapters.llm.signin.chatgpt;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.oauth.AuthorizationCodeFlow;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.CallbackPort;
import dev.gander.provider.kit.oauth.DesktopBrowser;
import dev.gander.provider.kit.oauth.KeptTokens;
import dev.gander.provider.kit.oauth.OAuthClient;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes the provider `chatgpt_codex`.
public final class ChatGptCodexProviderFactory extends ServiceFactory {
  private static final String NAME = "chatgpt_codex";
  private static final String API = "https://chatgpt.com/backend-api/codex";
  private static final String ISSUER = "https://auth.openai.com";
  private static final int PORT = 1455;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final OAuthClient CLIENT = new OAuthClient("app_EMoamEEZ73f0CkXaXp7hrann");

  private final String api;
  private final Function<ProviderSettings, Browser> browsers;
  private final KeptTokens.Renewal renewal;
  private final AuthorizationCodeFlow way;

  public ChatGptCodexProviderFactory() {
    this(API, ISSUER, PORT, PATIENCE, DesktopBrowser::of, ClientEnvironment.real());
  }

  ChatGptCodexProviderFactory(
      String api,
      String issuer,
      int port,
      Duration patience,
      Function<ProviderSettings, Browser> browsers,
      ClientEnvironment environment) {
    super(NAME, environment);
    this.api = api;
    this.browsers = browsers;
    URI endpoint = URI.create(issuer + "/oauth/token");
    renewal = new KeptTokens.Renewal(() -> endpoint, CLIENT, MARGIN, "ChatGPT");
    way =
        new AuthorizationCodeFlow(
            URI.create(issuer + "/oauth/authorize"),
            endpoint,
            CLIENT,
            "openid profile email offline_access",
            extras(),
            new CallbackPort(port, "/auth/callback"),
            patience);
  }

  private static Map<String, String> extras() {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("id_token_add_organizations", "true");
    extras.put("codex_cli_simplified_flow", "true");
    extras.put("originator", "goose");
    return extras;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    OAuthHttp calls = new OAuthHttp(connections(), settings, Map.of());
    KeptTokens tokens =
        KeptTokens.of(settings, TokenCache.CHATGPT_CODEX, calls, renewal, environment().clock());
    ServiceClient client =
        client(
            settings,
            Endpoint.of(api, "the address of ChatGPT", "", Map.of()),
            CallLimits.from(settings, "CHATGPT_CODEX_TIMEOUT"),
            tokens);
    var responses =
        new Responses(NAME, new CodexResponses(settings), client, log(settings), environment());
    return new SignedInProvider(
        new Codex(metadata(), responses, tokens),
        () ->
            new Credentials.Tokens(
                TokenCache.CHATGPT_CODEX,
                withAccount(tokens.first(way.tokens(calls, browsers.apply(settings))))));
  }

  private static JsonObject withAccount(JsonObject tokens) {
    return ChatGptAccount.of(tokens)
        .map(account -> tokens.with("account_id", Json.of(account)))
        .orElse(tokens);
  }

  /// The service has no list of its models.
  private record Codex(ProviderMetadata metadata, Responses responses, KeptTokens tokens)
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
