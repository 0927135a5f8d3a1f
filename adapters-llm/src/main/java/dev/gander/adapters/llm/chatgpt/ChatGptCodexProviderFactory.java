package dev.gander.adapters.llm.chatgpt;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.Browser;
import dev.gander.adapters.llm.oauth.CallbackPort;
import dev.gander.adapters.llm.oauth.Client;
import dev.gander.adapters.llm.oauth.CodeSignIn;
import dev.gander.adapters.llm.oauth.DesktopBrowser;
import dev.gander.adapters.llm.oauth.KeptTokens;
import dev.gander.adapters.llm.oauth.SignedInProvider;
import dev.gander.adapters.llm.oauth.WebCalls;
import dev.gander.adapters.llm.openai.Responses;
import dev.gander.adapters.llm.table.ServiceFactory;
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
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes the provider `chatgpt_codex`.
public final class ChatGptCodexProviderFactory extends ServiceFactory {
  private static final String NAME = "chatgpt_codex";
  static final TokenCache TOKENS = new TokenCache("chatgpt_codex/tokens.json");
  private static final String API = "https://chatgpt.com/backend-api/codex";
  private static final String ISSUER = "https://auth.openai.com";
  private static final int PORT = 1455;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Client CLIENT = new Client("app_EMoamEEZ73f0CkXaXp7hrann");

  private final String api;
  private final Function<ProviderSettings, Browser> browsers;
  private final KeptTokens.Renewal renewal;
  private final CodeSignIn way;

  public ChatGptCodexProviderFactory() {
    this(API, ISSUER, PORT, PATIENCE, DesktopBrowser::of, Surroundings.real());
  }

  ChatGptCodexProviderFactory(
      String api,
      String issuer,
      int port,
      Duration patience,
      Function<ProviderSettings, Browser> browsers,
      Surroundings surroundings) {
    super(NAME, surroundings);
    this.api = api;
    this.browsers = browsers;
    URI endpoint = URI.create(issuer + "/oauth/token");
    renewal = new KeptTokens.Renewal(() -> endpoint, CLIENT, MARGIN, "ChatGPT");
    way =
        new CodeSignIn(
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
  public Optional<TokenCache> tokenCache() {
    return Optional.of(TOKENS);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    WebCalls calls = new WebCalls(connections(), settings, Map.of());
    KeptTokens tokens = KeptTokens.of(settings, TOKENS, calls, renewal, surroundings().clock());
    ServiceClient client =
        client(
            settings,
            Endpoint.of(api, "the address of ChatGPT", "", Map.of()),
            CallLimits.from(settings, "CHATGPT_CODEX_TIMEOUT"),
            tokens);
    var responses =
        new Responses(NAME, new CodexResponses(settings), client, log(settings), surroundings());
    return new SignedInProvider(
        new Codex(metadata(), responses, tokens),
        () ->
            new Credentials.Tokens(
                TOKENS, withAccount(tokens.first(way.tokens(calls, browsers.apply(settings))))));
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
