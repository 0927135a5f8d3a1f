package dev.gander.adapters.persistence.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
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
    write(config.resolve("hub/a/info.json"), "{\"info\": {\"expires_at\": 2000}}");
    write(config.resolve("hub/b/info.json"), "{\"expires_on\": \"1970-01-01T00:16:40Z\"}");

    assertEquals(
        Optional.of(new TokenCaches.Kept(Instant.ofEpochSecond(1000))), caches().find(TOP_FOLDER));
  }

  @Test
  void emptyFilesAreNothingAndBrokenOnesAreOfUnknownAge() {
    write(config.resolve(FILE.place()), "");
    write(config.resolve(FOLDER.place()), "{broken");

    assertTrue(caches().find(FILE).isEmpty());
    assertEquals(Optional.of(new TokenCaches.Kept(null)), caches().find(FOLDER));
  }

  /// goosed reads and writes the same files.
  @Test
  void tokensAreInTheFileThatTheProviderNames() throws Exception {
    caches().change(FILE, _ -> JsonObject.EMPTY.with("access_token", Json.of("a")));

    assertEquals("{\"access_token\":\"a\"}", Files.readString(config.resolve("acme/tokens.json")));
  }

  @Test
  void aLinkIsRemovedAndNotWhatItPointsTo() throws IOException {
    Path elsewhere = config.resolve("elsewhere/keep.json");
    write(elsewhere, "{}");
    Files.createDirectories(config.resolve("cloud/oauth"));
    Files.createSymbolicLink(config.resolve("cloud/oauth/link"), elsewhere.getParent());

    caches().remove(FOLDER);

    assertTrue(Files.exists(elsewhere));
    assertTrue(Files.notExists(config.resolve("cloud/oauth")));
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
