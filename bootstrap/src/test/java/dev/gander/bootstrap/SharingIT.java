package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.share.LoopbackRelay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session goes from one server over a relay to another, both of the image.
class SharingIT {
  @TempDir Path mine;
  @TempDir Path yours;

  @Test
  void aSessionTravelsByLink() throws Exception {
    try (LoopbackRelay relay = LoopbackRelay.keeping()) {
      String relays = JsonText.write(JsonArray.of(List.of(relay.address()), Json::of));
      JsonObject original;
      String link;
      try (ImageServer server = ImageServer.start(mine, Map.of("GOOSE_NOSTR_RELAYS", relays))) {
        String id = server.newSession(mine);
        // Nobody else names it while it is shared.
        server.put("/sessions/" + id + "/name", "{\"name\": \"Swans\"}");
        server.reply(id, "größe 🦢 " + "x".repeat(70_000)).forEach(_ -> {});
        JsonObject shared = server.post("/sessions/" + id + "/share/nostr", "{}");
        original = server.get("/sessions/" + id);
        link = JsonFields.of(shared).text("deeplink");
        String nevent = JsonFields.of(shared).text("nevent");
        assertTrue(link.startsWith("goose://sessions/nostr?nevent=" + nevent + "&key="));
        assertEquals(relay.events().keySet(), Set.of(JsonFields.of(shared).text("eventId")));
        assertEquals(relays, JsonText.write(shared.get("relays")));
      }
      try (ImageServer server = ImageServer.start(yours, Map.of())) {
        JsonObject copy =
            server.post(
                "/sessions/import/nostr", JsonText.write(JsonObject.of("deeplink", Json.of(link))));
        assertEquals(original.get("conversation"), copy.get("conversation"));
        assertEquals(original.get("name"), copy.get("name"));
      }
      String key = link.substring(link.indexOf("key=") + "key=".length());
      assertNowhere(key, mine);
      assertNowhere(key, yours);
      assertFalse(relay.events().toString().contains(key));
    }
  }

  /// Neither in a log nor in the database nor anywhere else.
  private static void assertNowhere(String key, Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertTrue(
          files.stream().anyMatch(file -> file.toString().endsWith(".log")), files::toString);
      for (Path file : files) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(key), file::toString);
      }
    }
  }
}
