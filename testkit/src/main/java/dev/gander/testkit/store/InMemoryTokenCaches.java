package dev.gander.testkit.store;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenExpiry;
import dev.gander.domain.provider.signin.TokenFile;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Tokens in memory. Thread-safe.
public final class InMemoryTokenCaches implements TokenCaches {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TokenFile, JsonObject> kept = new ConcurrentHashMap<>();

  public void keep(TokenCache cache, JsonObject tokens) {
    keep(cache.file(), tokens);
  }

  public void keep(TokenFile file, JsonObject tokens) {
    kept.put(file, tokens);
  }

  @Override
  public Optional<Kept> find(TokenCache cache) {
    List<JsonObject> files =
        kept.entrySet().stream()
            .filter(entry -> entry.getKey().cache().equals(cache))
            .map(Map.Entry::getValue)
            .toList();
    Optional<Instant> earliest =
        files.stream()
            .flatMap(tokens -> TokenExpiry.of(tokens).stream())
            .min(Comparator.naturalOrder());
    return files.isEmpty() ? Optional.empty() : Optional.of(new Kept(earliest.orElse(null)));
  }

  @Override
  public Optional<JsonObject> tokens(TokenFile file) {
    return Optional.ofNullable(kept.get(file));
  }

  @Override
  public JsonObject change(TokenFile file, Change change) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      JsonObject changed = change.from(kept.getOrDefault(file, JsonObject.EMPTY));
      kept.put(file, changed);
      return changed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String deviceId(TokenCache cache) {
    return "device of " + cache.place();
  }

  @Override
  public void remove(TokenCache cache) {
    kept.keySet().removeIf(file -> file.cache().equals(cache));
  }
}
