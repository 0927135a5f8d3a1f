package dev.gander.adapters.llm.codeassist;

import dev.gander.adapters.llm.google.Gemini;
import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.Browser;
import dev.gander.adapters.llm.oauth.CallbackPort;
import dev.gander.adapters.llm.oauth.DesktopBrowser;
import dev.gander.adapters.llm.oauth.KeptTokens;
import dev.gander.adapters.llm.oauth.SignedInProvider;
import dev.gander.adapters.llm.oauth.WebCalls;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes the provider `gemini_oauth`.
public final class GeminiOAuthProviderFactory extends ServiceFactory {
  private static final String NAME = "gemini_oauth";
  static final TokenCache TOKENS = new TokenCache("gemini_oauth/tokens.json");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final GoogleSignIn.Addresses addresses;
  private final CallbackPort port = new CallbackPort(0, "/oauth2callback");
  private final Duration patience;
  private final Function<ProviderSettings, Browser> browsers;

  public GeminiOAuthProviderFactory() {
    this(GoogleSignIn.Addresses.REAL, PATIENCE, DesktopBrowser::of, Surroundings.real());
  }

  /// @param patience how long a user has to sign in
  GeminiOAuthProviderFactory(
      GoogleSignIn.Addresses addresses,
      Duration patience,
      Function<ProviderSettings, Browser> browsers,
      Surroundings surroundings) {
    super(NAME, surroundings);
    this.addresses = addresses;
    this.patience = patience;
    this.browsers = browsers;
  }

  @Override
  public Optional<TokenCache> tokenCache() {
    return Optional.of(TOKENS);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    WebCalls calls = new WebCalls(connections(), settings, Map.of());
    var way = new GoogleSignIn(addresses, port, patience, settings, calls, surroundings());
    KeptTokens tokens = way.tokens();
    ServiceClient client =
        new ServiceClient(
            connections(),
            settings,
            Endpoint.of(addresses.api(), "the address of Gemini", "", Map.of()),
            CallLimits.from(settings, "GEMINI_OAUTH_TIMEOUT"),
            new QuotaRetries(RetryPolicy.USUAL),
            surroundings(),
            tokens);
    return new SignedInProvider(
        new CodeAssistProvider(
            metadata(), client, tokens, new Gemini(settings, log(settings), surroundings())),
        () -> way.signIn(browsers.apply(settings)));
  }
}
