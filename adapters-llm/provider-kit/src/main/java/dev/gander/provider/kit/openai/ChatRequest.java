package dev.gander.provider.kit.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Tool;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.ReasoningName;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.ServiceToolNames;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes the body of a chat completions request.
public final class ChatRequest {
  /// The user's parameters that must not change the nature of the request.
  private static final Set<String> RESERVED =
      Set.of("messages", "model", "stream", "stream_options", "thinking_effort");

  private ChatRequest() {}

  /// @throws ProviderException if two tools have the same name
  public static RequestBody body(
      ProviderRequest request,
      ChatDialect dialect,
      Optional<Effort> effort,
      WrittenMessages written) {
    ModelConfig model = request.model();
    boolean reasons = ReasoningName.isOfOpenAi(model.modelName());
    String name = ReasoningName.withoutEffort(model.modelName());
    JsonObject.Builder body = JsonObject.builder().put("model", name);
    if (reasons) {
      effort.ifPresent(e -> body.put("reasoning_effort", ReasoningModel.effort(name, e)));
    }
    if (!request.tools().isEmpty()) {
      body.put("tools", tools(request.tools()));
    }
    limits(body, model, reasons);
    if (dialect.streams()) {
      body.put("stream", true).put("stream_options", JsonObject.of("include_usage", Json.of(true)));
    }
    body.putAll(parameters(model));
    return new RequestBody(
        dialect.finish().apply(body.build(), request),
        messages(request, dialect, reasons, written));
  }

  /// The session's parameters that may go into a body.
  public static JsonObject parameters(ModelConfig model) {
    return model.requestParams() == null
        ? JsonObject.EMPTY
        : model.requestParams().without(RESERVED);
  }

  private static void limits(JsonObject.Builder body, ModelConfig model, boolean reasons) {
    if (model.temperature() != null && !reasons) {
      body.put("temperature", Json.of(model.temperature()));
    }
    if (model.maxTokens() != null) {
      body.put(reasons ? "max_completion_tokens" : "max_tokens", model.maxTokens());
    }
  }

  private static List<Payload> messages(
      ProviderRequest request, ChatDialect dialect, boolean reasons, WrittenMessages written) {
    JsonObject system =
        JsonObject.builder()
            .put("role", reasons && dialect.knowsDevelopers() ? "developer" : "system")
            .put("content", request.system())
            .build();
    WrittenMessages.Pass pass = written.begin();
    List<Payload> messages = new ArrayList<>(request.messages().size() + 1);
    messages.add(Payload.of(system));
    messages.addAll(ChatMessages.write(request.messages(), dialect, pass));
    pass.end();
    return messages;
  }

  private static JsonArray tools(List<Tool> tools) {
    ServiceToolNames.requireDistinct(tools);
    return new JsonArray(tools.stream().map(ChatRequest::tool).toList());
  }

  private static Json tool(Tool tool) {
    JsonObject function =
        JsonObject.builder()
            .put("name", tool.name())
            .put("description", tool.description() == null ? "" : tool.description())
            .put("parameters", ToolSchema.strict(tool.inputSchema()))
            .build();
    return JsonObject.builder().put("type", "function").put("function", function).build();
  }
}
