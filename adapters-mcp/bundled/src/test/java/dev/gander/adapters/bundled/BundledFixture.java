package dev.gander.adapters.bundled;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.extension.BundledServers.Surroundings;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.RecordingProgress;
import dev.gander.testkit.store.InMemorySettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The bundled extensions on folders of a test.
public final class BundledFixture {
  private static final SessionId SESSION = new SessionId("20260304_1");

  public final Path config;
  public final Path cache;
  public final Path work;
  private final Path root;
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private String loginPath = System.getenv("PATH");

  public BundledFixture(Path root) {
    this.root = root;
    config = root.resolve("config");
    cache = root.resolve("cache");
    work = root.resolve("work");
    environment.remove("DISPLAY");
    environment.remove("WAYLAND_DISPLAY");
  }

  public BundledFixture withVariable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public BundledFixture withLoginPath(String path) {
    loginPath = path;
    return this;
  }

  public Extension start(String name) throws InterruptedException {
    return start(JsonObject.builder().put("type", "builtin").put("name", name).build());
  }

  public Extension start(JsonObject json) throws InterruptedException {
    ExtensionConfig config = ExtensionConfigJson.read(json);
    return new InProcessServers()
        .connector(
            new Surroundings(
                this.config,
                cache,
                root.resolve("state"),
                ChildEnvironment.of(environment),
                () -> loginPath,
                (invocation, folders) ->
                    ToolResult.text(invocation.tool() + " with pictures in " + folders.pictures()),
                System.getProperty("os.name"),
                SettableClock.at("2026-03-04T10:11:12Z"),
                new InMemorySettings()))
        .connect(config, new RecordingHost(SESSION, work));
  }

  /// Calls a tool with arguments as JSON.
  public ToolResult call(Extension extension, String tool, String arguments)
      throws InterruptedException {
    JsonObject given = JsonText.parse(arguments) instanceof JsonObject object ? object : null;
    return extension.call(
        new ToolInvocation(SESSION, work, "call_1", tool, given), new RecordingProgress());
  }

  /// A text as it stands in JSON.
  public static String quoted(String text) {
    return JsonText.write(Json.of(text));
  }
}
