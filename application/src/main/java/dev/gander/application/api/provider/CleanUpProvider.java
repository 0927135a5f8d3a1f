package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.domain.provider.signin.TokenCaches;

/// Removes the tokens of a sign-in. Does nothing for a provider without tokens, or an unknown one.
public final class CleanUpProvider {
  private final ProviderRegistry registry;
  private final TokenCaches caches;

  public CleanUpProvider(ProviderRegistry registry, TokenCaches caches) {
    this.registry = registry;
    this.caches = caches;
  }

  /// @throws dev.gander.domain.error.StorageException if they cannot be removed
  public void cleanUp(String provider) {
    registry.signIns().find(provider).ifPresent(signIn -> caches.remove(signIn.cache()));
  }
}
