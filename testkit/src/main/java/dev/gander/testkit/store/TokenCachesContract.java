package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenFile;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [TokenCaches].
public interface TokenCachesContract {
  TokenCache FILE = new TokenCache("acme/tokens.json");
  TokenCache FOLDER = new TokenCache("cloud/oauth");
  TokenCache TOP_FOLDER = new TokenCache("hub");

  /// The caches under test, empty; the same ones on each call within a test.
  TokenCaches caches();

  /// Stores tokens in a cache, as a sign-in does.
  void keep(TokenCache cache, JsonObject tokens);

  @Test
  default void whatIsNotKeptIsEmptyAndCanBeRemoved() {
    for (TokenCache cache : List.of(FILE, FOLDER, TOP_FOLDER)) {
      assertTrue(caches().find(cache).isEmpty(), cache.place());
      caches().remove(cache);
    }
  }

  @Test
  default void aTokenIsFoundWithItsEnd() {
    keep(FILE, JsonObject.of("expires_at", Json.of(1_700_000_000)));

    assertEquals(
        Optional.of(new TokenCaches.Kept(Instant.ofEpochSecond(1_700_000_000))),
        caches().find(FILE));
  }

  @Test
  default void aTokenThatRenewsItselfHasNoEnd() {
    keep(FOLDER, JsonObject.of("expires_at", Json.of(1)).with("refresh_token", Json.of("r")));

    assertEquals(Optional.of(new TokenCaches.Kept(null)), caches().find(FOLDER));
  }

  @Test
  default void whatAChangeGivesIsKept() throws Exception {
    assertTrue(caches().tokens(FILE).isEmpty());
    JsonObject first = caches().change(FILE, kept -> kept.with("a", Json.of("1")));
    JsonObject second = caches().change(FILE, kept -> kept.with("b", Json.of("2")));

    assertEquals(JsonObject.of("a", Json.of("1")), first);
    assertEquals(first.with("b", Json.of("2")), second);
    assertEquals(Optional.of(second), caches().tokens(FILE));
  }

  @Test
  default void theFilesOfAFolderAreKeptApartAndRemovedTogether() throws Exception {
    var first = new TokenFile(FOLDER, "a.json");
    var second = new TokenFile(FOLDER, "b/c.json");
    caches().change(first, _ -> JsonObject.of("expires_at", Json.of(2_000)));
    caches().change(second, _ -> JsonObject.of("expires_at", Json.of(1_000)));

    assertEquals(Optional.of(JsonObject.of("expires_at", Json.of(2_000))), caches().tokens(first));
    assertEquals(
        Optional.of(new TokenCaches.Kept(Instant.ofEpochSecond(1_000))), caches().find(FOLDER));
    caches().remove(FOLDER);
    assertTrue(caches().tokens(first).isEmpty());
    assertTrue(caches().tokens(second).isEmpty());
  }

  @Test
  default void aFileLiesNowhereElse() {
    for (String path : List.of("../a.json", "/a.json", "a/../../b", ".hidden", "a//b", "a\\b")) {
      assertThrows(IllegalArgumentException.class, () -> new TokenFile(FOLDER, path), path);
    }
  }

  @Test
  default void aChangeThatFailsChangesNothing() throws Exception {
    JsonObject tokens = JsonObject.of("a", Json.of("1"));
    keep(FILE, tokens);

    assertThrows(
        InvalidInput.class,
        () ->
            caches()
                .change(
                    FILE,
                    _ -> {
                      throw new InvalidInput("no");
                    }));
    assertThrows(
        InterruptedException.class,
        () ->
            caches()
                .change(
                    FILE,
                    _ -> {
                      throw new InterruptedException();
                    }));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> caches().change(FILE, _ -> JsonObject.EMPTY));

    assertEquals(Optional.of(tokens), caches().tokens(FILE));
  }

  @Test
  default void changesRunOneAfterTheOther() throws Exception {
    Callable<JsonObject> more =
        () -> caches().change(FILE, kept -> kept.with("n" + kept.members().size(), Json.of(true)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<JsonObject> change : threads.invokeAll(Collections.nCopies(20, more))) {
        change.get();
      }
    }
    assertEquals(20, caches().tokens(FILE).orElseThrow().members().size());
  }

  @Test
  default void theNameOfTheDeviceStays() {
    String id = caches().deviceId(FILE);
    caches().remove(FILE);

    assertFalse(id.isBlank());
    assertEquals(id, caches().deviceId(FILE));
  }

  @Test
  default void oneIsRemovedAndTheOthersStay() {
    keep(FILE, JsonObject.EMPTY);
    keep(TOP_FOLDER, JsonObject.EMPTY);

    caches().remove(TOP_FOLDER);

    assertTrue(caches().find(TOP_FOLDER).isEmpty());
    assertTrue(caches().find(FILE).isPresent());
  }
}
