package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.TokenCache;
import dev.gander.domain.provider.TokenCaches;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every place for tokens does.
public interface TokenCachesContract {
  /// The caches under test, empty; the same ones on each call within a test.
  TokenCaches caches();

  /// Puts tokens into a cache, as whoever signs in does.
  void keep(TokenCache cache, JsonObject tokens);

  @Test
  default void whatIsNotKeptIsEmptyAndCanBeRemoved() {
    for (TokenCache cache : TokenCache.values()) {
      assertTrue(caches().find(cache).isEmpty(), cache.name());
      caches().remove(cache);
    }
  }

  @Test
  default void aTokenIsFoundWithItsEnd() {
    keep(TokenCache.KIMI_CODE, JsonObject.of("expires_at", Json.of(1_700_000_000)));

    assertEquals(
        Optional.of(new TokenCaches.Kept(Instant.ofEpochSecond(1_700_000_000))),
        caches().find(TokenCache.KIMI_CODE));
  }

  @Test
  default void aTokenThatRenewsItselfHasNoEnd() {
    keep(
        TokenCache.DATABRICKS,
        JsonObject.of("expires_at", Json.of(1)).with("refresh_token", Json.of("r")));

    assertEquals(Optional.of(new TokenCaches.Kept(null)), caches().find(TokenCache.DATABRICKS));
  }

  @Test
  default void oneIsRemovedAndTheOthersStay() {
    keep(TokenCache.KIMI_CODE, JsonObject.EMPTY);
    keep(TokenCache.GITHUB_COPILOT, JsonObject.EMPTY);

    caches().remove(TokenCache.GITHUB_COPILOT);

    assertTrue(caches().find(TokenCache.GITHUB_COPILOT).isEmpty());
    assertTrue(caches().find(TokenCache.KIMI_CODE).isPresent());
  }
}
