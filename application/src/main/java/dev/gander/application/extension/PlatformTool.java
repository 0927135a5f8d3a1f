package dev.gander.application.extension;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;

/// Builds descriptions and failures for the tools of platform extensions.
public final class PlatformTool {
  public static final JsonObject TEXT = JsonObject.of("type", Json.of("string"));

  private PlatformTool() {}

  /// @param title of the parameters in the schema
  public static JsonObject schema(String title, JsonObject properties, List<String> required) {
    return JsonObject.builder()
        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
        .put("title", title)
        .put("type", "object")
        .put("properties", properties)
        .put("required", JsonArray.ofTexts(required))
        .build();
  }

  /// A read-only tool.
  public static Tool reading(String name, String title, String description, JsonObject schema) {
    return new Tool(name, description, schema, annotations(title, true, false));
  }

  /// A tool that changes something on this server.
  public static Tool changing(
      String name, String title, String description, JsonObject schema, boolean destructive) {
    return new Tool(name, description, schema, annotations(title, false, destructive));
  }

  public static ToolResult failure(String reason) {
    return ToolResult.error("Error: " + reason);
  }

  private static JsonObject annotations(String title, boolean readOnly, boolean destructive) {
    JsonObject annotations =
        JsonObject.builder()
            .put("title", title)
            .put("readOnlyHint", readOnly)
            .put("destructiveHint", destructive)
            .put("idempotentHint", false)
            .put("openWorldHint", false)
            .build();
    return JsonObject.of("annotations", annotations);
  }
}
