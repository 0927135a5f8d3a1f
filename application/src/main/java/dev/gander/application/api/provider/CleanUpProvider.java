package dev.gander.application.api.provider;

import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;

/// `POST /config/providers/{name}/cleanup`: forgets the tokens of a sign-in. There is nothing to do
/// for a provider without any, and for an unknown one.
public final class CleanUpProvider {
  private final TokenCaches caches;

  public CleanUpProvider(TokenCaches caches) {
    this.caches = caches;
  }

  /// @throws dev.gander.domain.error.StorageException if they cannot be removed
  public void cleanUp(String provider) {
    TokenCache.of(provider).ifPresent(caches::remove);
  }
}
