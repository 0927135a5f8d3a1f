package dev.gander.adapters.persistence.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.app.AppCache;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.testkit.app.AppCacheContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAppCacheTest implements AppCacheContract {
  @TempDir Path config;

  @Override
  public AppCache cache() {
    return new FileAppCache(config);
  }

  @Override
  public AppCache small() {
    return new FileAppCache(config, 1_000);
  }

  @Test
  void anAppIsWhereGooseLooksForIt() throws Exception {
    McpApp panel =
        new McpApp(
            "ui://mock/panel",
            "panel",
            null,
            "text/html",
            "x",
            null,
            null,
            List.of("m"),
            null,
            null);
    cache().put(new ExtensionKey("m"), panel);

    Path file =
        config.resolve(
            "mcp-apps-cache/"
                + "m_faa3705b44204e965d478ee08da283cd6d552557f5dcc6da8880a1a95b1506d5.json");
    assertEquals(
        """
        {
          "uri": "ui://mock/panel",
          "name": "panel",
          "mimeType": "text/html",
          "text": "x",
          "mcpServers": [
            "m"
          ]
        }""",
        Files.readString(file));
  }

  @Test
  void whatCannotBeReadIsLeftOutAndReplaced() throws Exception {
    McpApp app = McpApp.own("a", null, "A", null, null);
    cache().put(APPS, app);
    Path folder = config.resolve("mcp-apps-cache");
    Path file = folder.resolve(folder.toFile().list()[0]);
    Files.writeString(folder.resolve("cut.json"), "{\"uri\": ");
    Files.writeString(folder.resolve("other.json"), "[]");
    Files.write(folder.resolve("latin.json"), new byte[] {(byte) 0xE4});
    Path outside = Files.copy(file, config.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("link.json"), outside);
    assertEquals(List.of(app), cache().all());

    Files.writeString(file, "");
    assertEquals(List.of(), cache().all());
    cache().put(APPS, app);

    assertEquals(List.of(app), cache().all());
  }
}
