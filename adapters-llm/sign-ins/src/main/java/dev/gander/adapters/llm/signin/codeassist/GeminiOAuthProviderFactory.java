package dev.gander.adapters.llm.signin.codeassist;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.CallbackPort;
import dev.gander.provider.kit.oauth.DesktopBrowser;
import dev.gander.provider.kit.oauth.KeptTokens;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Makes the provider `gemini_oauth`.
public final class GeminiOAuthProviderFactory extends ServiceFactory {
  private static final String NAME = "gemini_oauth";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final GoogleSignIn.Addresses addresses;
  private final CallbackPort port = new CallbackPort(0, "/oauth2callback");
  private final Duration patience;
  private final Function<ProviderSettings, Browser> browsers;

  public GeminiOAuthProviderFactory() {
    this(GoogleSignIn.Addresses.REAL, PATIENCE, DesktopBrowser::of, ClientEnvironment.real());
  }

  /// @param patience how long a user has to sign in
  GeminiOAuthProviderFactory(
      GoogleSignIn.Addresses addresses,
      Duration patience,
      Function<ProviderSettings, Browser> browsers,
      ClientEnvironment environment) {
    super(NAME, environment);
    this.addresses = addresses;
    this.patience = patience;
    this.browsers = browsers;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    OAuthHttp calls = new OAuthHttp(connections(), settings, Map.of());
    var way = new GoogleSignIn(addresses, port, patience, settings, calls, environment());
    KeptTokens tokens = way.tokens();
    ServiceClient client =
        new ServiceClient(
            connections(),
            settings,
            Endpoint.of(addresses.api(), "the address of Gemini", "", Map.of()),
            CallLimits.from(settings, "GEMINI_OAUTH_TIMEOUT"),
            new QuotaRetries(RetryPolicy.USUAL),
            environment(),
            tokens);
    return new SignedInProvider(
        new CodeAssistProvider(
            metadata(), client, tokens, new Gemini(settings, log(settings), environment())),
        () -> way.signIn(browsers.apply(settings)));
  }
}
