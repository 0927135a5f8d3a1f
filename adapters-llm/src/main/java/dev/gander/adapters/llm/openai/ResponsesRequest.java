package dev.gander.adapters.llm.openai;

import dev.gander.adapters.llm.wire.Effort;
import dev.gander.adapters.llm.wire.RequestBody;
import dev.gander.adapters.llm.wire.WrittenMessages;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Tool;
import java.util.List;
import java.util.Optional;

/// Writes the body of a Responses request. The service stores nothing; parameters of the session
/// are not merged in (goosed 1.36).
final class ResponsesRequest {
  private static final long MOST_TOKENS = 4096;

  private ResponsesRequest() {}

  /// @throws ProviderException if two tools have the same name
  static RequestBody body(
      ProviderRequest request,
      ResponsesProvider.Service service,
      CarriedReasoning reasoning,
      Optional<Effort> effort,
      WrittenMessages written) {
    ModelConfig model = request.model();
    boolean reasons = ReasoningModel.is(model.modelName());
    String name = ReasoningModel.bareName(model.modelName());
    JsonObject.Builder body = JsonObject.builder().put("model", name).put("store", false);
    if (reasons) {
      effort.ifPresent(e -> body.put("reasoning", reasoning(ReasoningModel.effort(name, e))));
    }
    if (service.givesReasoning() && encryptsThoughts(name)) {
      body.put("include", JsonArray.of(Json.of("reasoning.encrypted_content")));
    }
    if (!request.tools().isEmpty()) {
      ChatRequest.requireDistinctNames(request.tools());
      body.put("tools", JsonArray.of(request.tools(), ResponsesRequest::tool));
    }
    if (model.temperature() != null && !reasons) {
      body.put("temperature", Json.of(model.temperature()));
    }
    body.put("max_output_tokens", model.maxTokens() == null ? MOST_TOKENS : model.maxTokens());
    body.put("stream", service.streams());
    WrittenMessages.Pass pass = written.begin();
    List<byte[]> input = ResponsesItems.write(request, reasoning, pass);
    pass.end();
    return new RequestBody(body.build(), "input", input);
  }

  private static JsonObject reasoning(String effort) {
    return JsonObject.builder().put("effort", effort).put("summary", "auto").build();
  }

  /// `gpt-5-chat` is called like a reasoning model and is none: it refuses to be asked for
  /// thoughts.
  private static boolean encryptsThoughts(String model) {
    return ReasoningModel.is(model) && !model.contains("-chat");
  }

  private static JsonObject tool(Tool tool) {
    return JsonObject.builder()
        .put("type", "function")
        .put("name", tool.name())
        .put("description", tool.description() == null ? "" : tool.description())
        .put("parameters", tool.inputSchema())
        .put("strict", false)
        .build();
  }
}
