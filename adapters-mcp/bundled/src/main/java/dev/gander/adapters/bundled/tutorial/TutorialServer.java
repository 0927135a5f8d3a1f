package dev.gander.adapters.bundled.tutorial;

import dev.gander.adapters.bundled.server.Declarations;
import dev.gander.adapters.bundled.server.ToolServer;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Hands out the tutorials, which are files beside this class.
public final class TutorialServer {
  private static final List<String> NAMES = List.of("build-mcp-extension", "first-game");
  private static final JsonObject FOR_THE_MODEL =
      JsonObject.of("annotations", JsonObject.of("audience", JsonArray.of(Json.of("assistant"))));

  private TutorialServer() {}

  public static Extension start(Duration limit) {
    return new ToolServer(
        Declarations.tools(TutorialServer.class),
        Map.of("load_tutorial", TutorialServer::load),
        instructions(),
        limit);
  }

  private static String instructions() {
    String list =
        NAMES.stream()
            .map(name -> "- " + name + ": " + title(name))
            .collect(Collectors.joining("\n"));
    return """
        When the user wants to learn something that a tutorial is about, offer it. Load it with its \
        name, and follow it step by step with the user instead of doing everything at once.

        Tutorials:
        """
        + list;
  }

  private static String title(String name) {
    return text(name).lines().findFirst().orElseThrow().replaceFirst("^#+ *", "");
  }

  private static ToolResult load(ToolInvocation invocation) {
    String name = new JsonFields(invocation.arguments()).text("name");
    if (!NAMES.contains(name)) {
      throw new ExtensionException("Could not locate tutorial '" + name + "'", null);
    }
    return ToolResult.of(List.of(new ToolContent.Text(text(name), FOR_THE_MODEL)));
  }

  private static String text(String name) {
    return new String(
        Declarations.bytes(TutorialServer.class, name + ".md"), StandardCharsets.UTF_8);
  }
}
