package dev.gander.adapters.llm.oauth;

import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Credentials;
import dev.gander.domain.provider.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.TokenCache;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes the provider `chatgpt_codex`. One can sign in to it; the service's dialect is not spoken
/// here yet.
public final class ChatGptCodexProviderFactory extends ServiceFactory {
  private static final String NAME = "chatgpt_codex";
  private static final String ISSUER = "https://auth.openai.com";
  private static final int PORT = 1455;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Function<ProviderSettings, Browser> browsers;
  private final CodeSignIn way;

  public ChatGptCodexProviderFactory() {
    this(ISSUER, PORT, PATIENCE, DesktopBrowser::of, Surroundings.real());
  }

  ChatGptCodexProviderFactory(
      String issuer,
      int port,
      Duration patience,
      Function<ProviderSettings, Browser> browsers,
      Surroundings surroundings) {
    super(NAME, surroundings);
    this.browsers = browsers;
    way =
        new CodeSignIn(
            URI.create(issuer + "/oauth/authorize"),
            URI.create(issuer + "/oauth/token"),
            new Client("app_EMoamEEZ73f0CkXaXp7hrann"),
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
    return new SignedInProvider(
        new Silent(metadata()),
        () -> signIn(new WebCalls(connections(), settings, Map.of()), browsers.apply(settings)));
  }

  private Credentials signIn(WebCalls calls, Browser browser) throws InterruptedException {
    WebCalls.Answer answer = way.tokens(calls, browser);
    JsonObject tokens = TokenForm.after(JsonObject.EMPTY, answer, surroundings().clock().instant());
    return new Credentials.Tokens(
        TokenCache.CHATGPT_CODEX,
        ChatGptAccount.of(tokens)
            .map(account -> tokens.with("account_id", Json.of(account)))
            .orElse(tokens));
  }

  private record Silent(ProviderMetadata metadata) implements Provider {
    @Override
    public String name() {
      return metadata.name();
    }

    @Override
    public ProviderStream stream(ProviderRequest request) {
      throw new ProviderException.Unsupported(
          "This server cannot talk to " + metadata.displayName() + " yet: choose another provider");
    }

    @Override
    public List<String> models() {
      return metadata.knownModels().stream().map(ModelInfo::name).toList();
    }
  }
}
