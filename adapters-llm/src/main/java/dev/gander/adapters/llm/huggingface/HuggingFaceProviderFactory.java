package dev.gander.adapters.llm.huggingface;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.Browser;
import dev.gander.adapters.llm.oauth.CallbackPort;
import dev.gander.adapters.llm.oauth.Client;
import dev.gander.adapters.llm.oauth.CodeSignIn;
import dev.gander.adapters.llm.oauth.DesktopBrowser;
import dev.gander.adapters.llm.oauth.KeptTokens;
import dev.gander.adapters.llm.oauth.SignedInProvider;
import dev.gander.adapters.llm.oauth.WebCalls;
import dev.gander.adapters.llm.openai.OpenAiProviderFactory;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes the provider `huggingface`. It needs a key or a sign-in; which program signs in is for the
/// settings to say.
public final class HuggingFaceProviderFactory extends ServiceFactory {
  private static final String NAME = "huggingface";
  static final TokenCache TOKENS = new TokenCache("huggingface/oauth/tokens.json");
  private static final String CLIENT_ID = "HF_OAUTH_CLIENT_ID";
  private static final String HOST = "HF_HOST";
  private static final String API = "https://router.huggingface.co/v1";
  private static final String ISSUER = "https://huggingface.co";
  private static final int PORT = 17863;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final OpenAiProviderFactory chat;
  private final String issuer;
  private final CallbackPort port;
  private final Function<ProviderSettings, Browser> browsers;

  public HuggingFaceProviderFactory() {
    this(ISSUER, PORT, DesktopBrowser::of, Surroundings.real());
  }

  HuggingFaceProviderFactory(
      String issuer,
      int port,
      Function<ProviderSettings, Browser> browsers,
      Surroundings surroundings) {
    super(NAME, surroundings);
    this.issuer = issuer;
    this.port = new CallbackPort("127.0.0.1", port, "/oauth/huggingface/callback");
    this.browsers = browsers;
    chat = new OpenAiProviderFactory(surroundings);
  }

  /// @throws ProviderException if there is no key, nobody is signed in, and nobody can sign in
  @Override
  public Optional<TokenCache> tokenCache() {
    return Optional.of(TOKENS);
  }

  @Override
  public boolean signInReplacesKey() {
    return true;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    WebCalls calls = new WebCalls(connections(), settings, Map.of());
    var renewal =
        new KeptTokens.Renewal(this::tokenEndpoint, () -> client(settings), MARGIN, "Hugging Face");
    KeptTokens tokens = KeptTokens.of(settings, TOKENS, calls, renewal, surroundings().clock());
    var bearer = new TokensOrKey(tokens, settings);
    requireOneOf(bearer, settings);
    Provider talking =
        chat.create(
            NAME,
            Endpoint.of(settings.filledSetting(HOST).orElse(API), HOST, "", Map.of()),
            bearer,
            CallLimits.from(settings, "HF_TIMEOUT"),
            settings);
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

  private static Client client(ProviderSettings settings) {
    return new Client(settings.needSetting(CLIENT_ID));
  }

  private URI tokenEndpoint() {
    return URI.create(issuer + "/oauth/token");
  }

  private CodeSignIn code(Client client) {
    return new CodeSignIn(
        URI.create(issuer + "/oauth/authorize"),
        tokenEndpoint(),
        client,
        "read-repos gated-repos inference-api",
        Map.of(),
        port,
        PATIENCE);
  }
}
