package dev.gander.adapters.mcp.developer.tool;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.List;

/// Results with the annotation that goosed gives each of its blocks: no priority for the user.
public final class DeveloperResult {
  private static final JsonObject UNIMPORTANT =
      JsonObject.of("annotations", JsonObject.of("priority", Json.of(0.0)));

  private DeveloperResult() {}

  public static ToolResult text(String text) {
    return ToolResult.of(List.of(block(text)));
  }

  public static ToolResult error(String text) {
    return new ToolResult(List.of(block(text)), null, true, JsonObject.EMPTY);
  }

  public static ToolContent block(String text) {
    return new ToolContent.Text(text, UNIMPORTANT);
  }

  public static ToolContent image(String base64, String mimeType) {
    return new ToolContent.Image(base64, mimeType, UNIMPORTANT);
  }
}
