package dev.gander.adapters.llm.clouds.snowflake;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.wire.ResourceText;
import dev.gander.provider.kit.wire.ServiceToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes a conversation for Cortex as texts: tool results are attributed to the user; calls,
/// failures and pictures are left out (goosed's form).
final class CortexRequest {
  private static final int USUAL_LIMIT = 4096;

  private CortexRequest() {}

  /// The body as UTF-8.
  static byte[] body(ProviderRequest request) {
    Integer limit = request.model().maxTokens();
    JsonObject.Builder body =
        JsonObject.builder()
            .put("model", request.model().modelName())
            .put("max_tokens", limit == null ? USUAL_LIMIT : limit)
            .put("messages", messages(request));
    if (!request.tools().isEmpty()) {
      body.put("tools", tools(request.tools()));
    }
    return JsonText.bytes(body.build());
  }

  private static JsonArray messages(ProviderRequest request) {
    List<Json> messages = new ArrayList<>();
    messages.add(message("system", request.system()));
    for (Message message : request.messages()) {
      String text = text(message);
      if (!text.isEmpty()) {
        messages.add(message(message.role().wire(), text));
      }
    }
    if (messages.size() == 1) {
      messages.add(message("user", "Go on with the conversation."));
    }
    return new JsonArray(messages);
  }

  private static Json message(String role, String text) {
    return JsonObject.builder().put("role", role).put("content", text).build();
  }

  private static String text(Message message) {
    return message.content().stream()
        .flatMap(block -> text(block).stream())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static Optional<String> text(Content block) {
    return switch (block) {
      case Content.Text(String text, JsonObject _) -> Optional.of(text);
      case Content.ToolResponse response
          when response.result() instanceof Outcome.Success<ToolResult>(ToolResult result) ->
          Optional.of("Tool result: " + text(result));
      default -> Optional.empty();
    };
  }

  private static String text(ToolResult result) {
    return result.content().stream()
        .flatMap(
            block ->
                switch (block) {
                  case ToolContent.Text(String text, JsonObject _) -> Optional.of(text).stream();
                  case ToolContent.Resource(JsonObject resource, JsonObject _) ->
                      Optional.of(ResourceText.of(resource)).stream();
                  case ToolContent.Image _,
                      ToolContent.Audio _,
                      ToolContent.ResourceLink _,
                      ToolContent.Unknown _ ->
                      Optional.<String>empty().stream();
                })
        .collect(Collectors.joining("\n"));
  }

  private static JsonArray tools(List<Tool> tools) {
    return JsonArray.of(ServiceToolNames.firstOfEach(tools), CortexRequest::tool);
  }

  private static Json tool(Tool tool) {
    JsonObject specification =
        JsonObject.builder()
            .put("type", "generic")
            .put("name", tool.name())
            .put("description", tool.description() == null ? "" : tool.description())
            .put("input_schema", tool.inputSchema())
            .build();
    return JsonObject.of("tool_spec", specification);
  }
}
