package dev.gander.adapters.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.extension.HostClient;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class McpInitializeTest {
  private static JsonObject client(HostClient client) {
    return McpInitialize.ofClient("1.2", Optional.ofNullable(client));
  }

  private static JsonObject info(String name, String version) {
    return JsonObject.builder().put("name", name).put("version", version).build();
  }

  private static Json extensions(JsonObject initialize) {
    return initialize.object("capabilities").orElseThrow().get("extensions");
  }

  @Test
  void serversAreAskedInTheNameOfTheProgramInWhichTheUserSits() {
    JsonObject other = JsonObject.of("x", JsonObject.EMPTY);

    JsonObject initialize = client(new HostClient("editor", "9", other, false));

    assertEquals(info("editor", "9"), initialize.get("clientInfo"));
    assertEquals(other, extensions(initialize));
  }

  @Test
  void whatItDoesNotSayIsGoosesOwnButNotWhatItShows() {
    JsonObject initialize = client(new HostClient(null, null, JsonObject.EMPTY, false));

    assertEquals(info("goose-desktop", "1.2"), initialize.get("clientInfo"));
    assertEquals(null, extensions(initialize));
    assertEquals(
        "{\"io.modelcontextprotocol/ui\":{\"mimeTypes\":[\"text/html;profile=mcp-app\"]}}",
        extensions(client(null)).compact());
  }
}
