package dev.gander.testkit.store;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.TokenCache;
import dev.gander.domain.provider.TokenCaches;
import dev.gander.domain.provider.TokenExpiry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tokens in memory. Any thread.
public final class InMemoryTokenCaches implements TokenCaches {
  private final Map<TokenCache, JsonObject> kept = new ConcurrentHashMap<>();

  public void keep(TokenCache cache, JsonObject tokens) {
    kept.put(cache, tokens);
  }

  @Override
  public Optional<Kept> find(TokenCache cache) {
    return Optional.ofNullable(kept.get(cache))
        .map(tokens -> new Kept(TokenExpiry.of(tokens).orElse(null)));
  }

  @Override
  public void remove(TokenCache cache) {
    kept.remove(cache);
  }
}
