package dev.gander.provider.kit.signin;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.oauth.Browser;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.util.Optional;
import java.util.function.Function;

/// Creates providers of one kind that call a service over HTTP and that users sign in to with the
/// browser of this machine.
public abstract class BrowserSignInFactory extends ServiceFactory {
  private final TokenCache tokens;

  /// @param metadata by the name; evaluated when needed, not at a start
  /// @param tokens the cache for the tokens of a sign-in
  protected BrowserSignInFactory(
      String name, Function<String, ProviderMetadata> metadata, TokenCache tokens) {
    super(name, metadata);
    this.tokens = tokens;
  }

  @Override
  public final Optional<TokenCache> tokenCache() {
    return Optional.of(tokens);
  }

  @Override
  public final Provider create(ProviderSettings settings, ServiceClients clients) {
    return create(settings, clients, UsersBrowser.of(settings));
  }

  /// Creates a provider that signs users in with `browser`; tests pass their own.
  ///
  /// @throws dev.gander.domain.error.ProviderException as [#create(ProviderSettings)] does
  public abstract Provider create(
      ProviderSettings settings, ServiceClients clients, Browser browser);
}
