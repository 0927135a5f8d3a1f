package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.call;
import static dev.gander.adapters.mcp.ChildExtensions.config;
import static dev.gander.adapters.mcp.ChildExtensions.start;
import static dev.gander.adapters.mcp.ChildExtensions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolJson;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripted server of the golden conversations, `contract/tools/mock-mcp.mjs`.
class MockServerTest {
  @TempDir private Path folder;

  @Test
  void allKindsOfContentComeThroughUnchanged() throws Exception {
    try (Extension mock = mock()) {
      assertEquals(
          "{\"content\":[{\"type\":\"text\",\"text\":\"for you\",\"annotations\":"
              + "{\"audience\":[\"user\"],\"priority\":0.5}},"
              + "{\"type\":\"image\",\"data\":\"aGk=\",\"mimeType\":\"image/png\"},"
              + "{\"type\":\"audio\",\"data\":\"aGk=\",\"mimeType\":\"audio/wav\"},"
              + "{\"type\":\"resource\",\"resource\":{\"uri\":\"mock://text\","
              + "\"mimeType\":\"text/plain\",\"text\":\"embedded\"}},"
              + "{\"type\":\"resource_link\",\"uri\":\"mock://text\",\"name\":\"text\","
              + "\"description\":\"a link\"}],\"_meta\":{\"extra\":true}}",
          JsonText.write(ToolJson.writeResult(call(mock, "blocks", JsonObject.EMPTY))));
    }
  }

  @Test
  void aListInPagesIsReadToItsEnd() throws Exception {
    try (Extension mock = mock("--pages", "1", "--only", "echo,add,fail")) {
      assertEquals(List.of("echo", "add", "fail"), mock.tools().stream().map(Tool::name).toList());
    }
  }

  @Test
  void theServerTellsItsVersionAndWhatItWroteAlsoAfterItsDeath() throws Exception {
    Node.require();
    String script = Path.of("../contract/tools/mock-mcp.mjs").toRealPath().toString();
    try (Extension mock =
        start(config(List.of("sh", "-c", "echo oops >&2; exec node \"$0\"", script), 30), folder)) {
      assertEquals("1.2.3", mock.version());
      assertThrows(ExtensionException.class, () -> call(mock, "crash", JsonObject.EMPTY));
      assertEquals("oops\n", mock.errorOutput());
    }
  }

  @Test
  void theChildLeadsAGroupOfItsOwn() throws Exception {
    try (Extension mock = mock()) {
      JsonObject where = (JsonObject) JsonText.parse(text(mock, "where", JsonObject.EMPTY));
      assertEquals(Json.of(true), where.get("leader"));
    }
  }

  private Extension mock(String... options) throws IOException, InterruptedException {
    Node.require();
    Path script = Path.of("../contract/tools/mock-mcp.mjs").toRealPath();
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(List.of(options));
    return start(config(command, 30), folder);
  }
}
