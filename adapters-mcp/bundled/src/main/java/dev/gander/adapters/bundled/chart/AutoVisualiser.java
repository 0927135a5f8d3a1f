package dev.gander.adapters.bundled.chart;

import dev.gander.adapters.bundled.server.Declarations;
import dev.gander.adapters.bundled.server.ToolServer;
import dev.gander.adapters.bundled.server.ToolWork;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Draws charts, diagrams and maps: each tool checks its data and names the page that draws it, as
/// goosed's does since 1.36.
public final class AutoVisualiser extends ToolServer {
  private static final String PAGE = "text/html;profile=mcp-app";

  private AutoVisualiser(Map<String, ToolWork> work, Duration limit) {
    super(
        Declarations.tools(AutoVisualiser.class),
        work,
        new String(
            Declarations.bytes(AutoVisualiser.class, "instructions.md"), StandardCharsets.UTF_8),
        limit);
  }

  public static Extension start(Duration limit) {
    return new AutoVisualiser(
        Arrays.stream(Visual.values())
            .collect(
                Collectors.toMap(
                    Visual::tool,
                    visual -> invocation -> result(visual, visual.read(invocation.arguments())))),
        limit);
  }

  private static ToolResult result(Visual visual, Drawing drawing) {
    JsonObject ui = JsonObject.of("resourceUri", Json.of(visual.uri()));
    return new ToolResult(
        List.of(new ToolContent.Text(drawing.summary())),
        drawing.normalised(),
        false,
        JsonObject.of("_meta", JsonObject.of("ui", ui)));
  }

  @Override
  public boolean hasResources() {
    return true;
  }

  @Override
  public List<Resource> listResources() {
    return Arrays.stream(Visual.values()).map(Visual::resource).toList();
  }

  @Override
  public List<ResourceContent> readResource(String uri) {
    Visual visual =
        Visual.at(uri).orElseThrow(() -> ExtensionException.notFound("Resource not found: " + uri));
    return List.of(new ResourceContent.Text(uri, PAGE, Page.of(visual), null));
  }
}
