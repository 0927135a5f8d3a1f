package dev.gander.adapters.persistence.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.store.TokenCachesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokenCachesTest implements TokenCachesContract {
  @TempDir Path config;

  @Override
  public TokenCaches caches() {
    return new FileTokenCaches(config);
  }

  @Override
  public void keep(TokenCache cache, JsonObject tokens) {
    Path place = config.resolve(cache.place());
    write(
        place.toString().endsWith(".json") ? place : place.resolve("x.json"),
        JsonText.write(tokens));
  }

  @Test
  void ofSeveralFilesTheEarliestEndCounts() {
    write(config.resolve("githubcopilot/a/info.json"), "{\"info\": {\"expires_at\": 2000}}");
    write(
        config.resolve("githubcopilot/b/info.json"), "{\"expires_on\": \"1970-01-01T00:16:40Z\"}");

    assertEquals(
        Optional.of(new TokenCaches.Kept(Instant.ofEpochSecond(1000))),
        caches().find(TokenCache.GITHUB_COPILOT));
  }

  @Test
  void emptyFilesAreNothingAndBrokenOnesAreOfUnknownAge() {
    write(config.resolve(TokenCache.KIMI_CODE.place()), "");
    write(config.resolve(TokenCache.XAI_OAUTH.place()), "{broken");

    assertTrue(caches().find(TokenCache.KIMI_CODE).isEmpty());
    assertEquals(Optional.of(new TokenCaches.Kept(null)), caches().find(TokenCache.XAI_OAUTH));
  }

  @Test
  void aLinkIsRemovedAndNotWhatItPointsTo() throws IOException {
    Path elsewhere = config.resolve("elsewhere/keep.json");
    write(elsewhere, "{}");
    Files.createDirectories(config.resolve("databricks/oauth"));
    Files.createSymbolicLink(config.resolve("databricks/oauth/link"), elsewhere.getParent());

    caches().remove(TokenCache.DATABRICKS);

    assertTrue(Files.exists(elsewhere));
    assertTrue(Files.notExists(config.resolve("databricks/oauth")));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
