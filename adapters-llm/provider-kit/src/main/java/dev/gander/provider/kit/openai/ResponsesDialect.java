package dev.gander.provider.kit.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Tool;
import dev.gander.provider.kit.wire.ServiceToolNames;
import java.util.List;

/// How a service's Responses are called.
public interface ResponsesDialect {
  /// The path, relative to the address of the service.
  String path();

  /// Whether answers are streamed.
  boolean streams();

  /// Whether the system prompt is the first item of the input.
  boolean saysSystemFirst();

  /// The body without its input.
  ///
  /// @throws ProviderException if two tools have the same name
  JsonObject members(ProviderRequest request);

  /// Tools as every dialect describes them; some add more.
  ///
  /// @throws ProviderException if two have the same name
  static List<JsonObject> tools(List<Tool> tools) {
    ServiceToolNames.requireDistinct(tools);
    return tools.stream().map(ResponsesDialect::tool).toList();
  }

  private static JsonObject tool(Tool tool) {
    return JsonObject.builder()
        .put("type", "function")
        .put("name", tool.name())
        .put("description", tool.description() == null ? "" : tool.description())
        .put("parameters", tool.inputSchema())
        .build();
  }
}
