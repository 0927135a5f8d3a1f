package dev.gander.provider.kit.signin;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.oauth.OAuthClient;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.StoredTokens;
import dev.gander.oauth.TokenFlow;
import dev.gander.provider.kit.service.ServiceClients;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// A service that users sign in to by OAuth: where its tokens are issued and stored, which client
/// requests them, and how.
///
/// @param name what users call it
/// @param file where its tokens are stored
/// @param token where they are issued
/// @param margin how long before they expire they are refreshed
/// @param client the requesting program; it may depend on settings
/// @param flow how that program gets the first tokens
public record OAuthService(
    String name,
    TokenFile file,
    URI token,
    Duration margin,
    Function<ProviderSettings, OAuthClient> client,
    Function<OAuthClient, TokenFlow> flow) {
  /// A client whose id the user has registered and set.
  ///
  /// @param key the setting with its id
  public static Function<ProviderSettings, OAuthClient> clientIn(String key) {
    return settings -> new OAuthClient(needed(settings, key));
  }

  private static String needed(ProviderSettings settings, String key) {
    try {
      return settings.needSetting(key);
    } catch (ProviderException e) {
      throw new OAuthException(OAuthException.Kind.NOT_POSSIBLE_HERE, e.text(), e);
    }
  }

  /// The sign-in with the current settings.
  ///
  /// @throws ProviderException if they have no place for tokens
  public SignIn with(ProviderSettings settings, ServiceClients clients) {
    return with(settings, clients, Map.of());
  }

  /// @param headers sent with each token request
  public SignIn with(
      ProviderSettings settings, ServiceClients clients, Map<String, String> headers) {
    var store = new TokenCacheStore(TokenCacheStore.caches(settings, name), file);
    var refresh =
        new StoredTokens.Refresh(
            () -> token, () -> client.apply(settings), margin, () -> SignedOut.of(name));
    var http = clients.oauth(settings, headers);
    return new SignIn(
        file,
        new StoredTokens(store, http, refresh, clients.environment().clock()),
        browser -> flow.apply(client.apply(settings)).tokens(http, browser));
  }
}
