package dev.gander.testkit.store;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;

class InMemoryTokenCachesTest implements TokenCachesContract {
  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();

  @Override
  public TokenCaches caches() {
    return caches;
  }

  @Override
  public void keep(TokenCache cache, JsonObject tokens) {
    caches.keep(cache, tokens);
  }
}
