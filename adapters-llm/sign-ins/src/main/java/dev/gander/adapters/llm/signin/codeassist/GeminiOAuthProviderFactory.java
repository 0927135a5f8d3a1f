package dev.gander.adapters.llm.signin.codeassist;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.signin.BrowserSignInFactory;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.time.Duration;
import java.util.Map;

/// Creates the provider `gemini_oauth`.
public final class GeminiOAuthProviderFactory extends BrowserSignInFactory implements TableRow {
  static final TokenCache TOKENS = new TokenCache("gemini_oauth/tokens.json");
  private final GoogleSignIn.Addresses addresses;
  private final CallbackPort port = new CallbackPort(0, "/oauth2callback");
  private final Duration patience;

  public GeminiOAuthProviderFactory() {
    this(GoogleSignIn.Addresses.REAL, Duration.ofMinutes(5));
  }

  /// @param patience how long a user has to sign in
  GeminiOAuthProviderFactory(GoogleSignIn.Addresses addresses, Duration patience) {
    super("gemini_oauth", ProviderTable::metadata, TOKENS);
    this.addresses = addresses;
    this.patience = patience;
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients, Browser browser) {
    var signIn = new GoogleSignIn(addresses, port, patience, settings, clients);
    ServiceClient client =
        clients
            .to(Endpoint.of(addresses.api(), "the address of Gemini", "", Map.of()), settings)
            .limits(CallLimits.from(settings, "GEMINI_OAUTH_TIMEOUT"))
            .retries(new QuotaRetryPolicy(ExponentialBackoff.USUAL))
            .bearer(signIn.tokens())
            .build();
    return new SignedInProvider(
        new CodeAssistProvider(metadata(), client, signIn::project, new Gemini(settings)),
        () -> signIn.signIn(browser));
  }
}
