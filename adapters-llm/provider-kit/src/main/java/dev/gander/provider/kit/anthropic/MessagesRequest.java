package dev.gander.provider.kit.anthropic;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Tool;
import dev.gander.provider.kit.wire.CacheMark;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.ServiceToolNames;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;

/// Writes the body of a messages request. What stays the same from call to call is marked for the
/// service's cache: the system prompt, the last tool, and the last block of the user's last two
/// messages.
final class MessagesRequest {
  private static final int DEFAULT_MAX_TOKENS = 4096;
  private static final JsonObject NO_ARGUMENTS = JsonObject.of("type", Json.of("object"));

  private MessagesRequest() {}

  static RequestBody body(
      ProviderRequest request,
      MessagesDialect dialect,
      ThinkingPlan thinking,
      WrittenMessages written) {
    WrittenMessages.Pass pass = written.begin();
    List<Payload> messages =
        MessagesContent.write(
            request.messages(), dialect, thinking.kind() != ThinkingPlan.Kind.OFF, pass);
    pass.end();
    return new RequestBody(members(request, dialect, thinking), messages);
  }

  private static JsonObject members(
      ProviderRequest request, MessagesDialect dialect, ThinkingPlan thinking) {
    ModelConfig model = request.model();
    JsonObject.Builder body =
        JsonObject.builder().put("model", model.modelName()).put("max_tokens", maxTokens(model));
    if (!request.system().isEmpty()) {
      body.put("system", JsonArray.of(CacheMark.on(text(request.system()))));
    }
    if (!request.tools().isEmpty()) {
      body.put("tools", tools(request.tools()));
    }
    // While the model thinks, the service accepts only its own temperature.
    if (model.temperature() != null && !thinking.thinks()) {
      body.put("temperature", Json.of(model.temperature()));
    }
    thinking.write(body, dialect.preservesContext());
    return body.put("stream", true).build();
  }

  static long maxTokens(ModelConfig model) {
    return model.maxTokens() == null ? DEFAULT_MAX_TOKENS : model.maxTokens();
  }

  static JsonObject text(String text) {
    return JsonObject.builder().put("type", "text").put("text", text).build();
  }

  private static JsonArray tools(List<Tool> tools) {
    List<JsonObject> written =
        new ArrayList<>(
            ServiceToolNames.firstOfEach(tools).stream().map(MessagesRequest::tool).toList());
    written.addLast(CacheMark.on(written.removeLast()));
    return JsonArray.of(written, tool -> tool);
  }

  private static JsonObject tool(Tool tool) {
    return JsonObject.builder()
        .put("name", tool.name())
        .put("description", tool.description() == null ? "" : tool.description())
        .put("input_schema", tool.inputSchema().isEmpty() ? NO_ARGUMENTS : tool.inputSchema())
        .build();
  }
}
