package dev.gander.testkit.store;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.TokenCache;
import dev.gander.domain.provider.TokenCaches;
import dev.gander.domain.provider.TokenExpiry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Tokens in memory. Any thread.
public final class InMemoryTokenCaches implements TokenCaches {
  private final ReentrantLock lock = new ReentrantLock();
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
  public Optional<JsonObject> tokens(TokenCache cache) {
    return Optional.ofNullable(kept.get(cache));
  }

  @Override
  public JsonObject change(TokenCache cache, Change change) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      JsonObject changed = change.from(kept.getOrDefault(cache, JsonObject.EMPTY));
      kept.put(cache, changed);
      return changed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String deviceId(TokenCache cache) {
    return "device of " + cache;
  }

  @Override
  public void remove(TokenCache cache) {
    kept.remove(cache);
  }
}
