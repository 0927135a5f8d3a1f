package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.tool.Tool;
import dev.gander.provider.kit.anthropic.ThinkingPlan;
import dev.gander.provider.kit.openai.ChatParts;
import dev.gander.provider.kit.openai.ChatRequest;
import dev.gander.provider.kit.openai.ReasoningModel;
import dev.gander.provider.kit.openai.ToolSchema;
import dev.gander.provider.kit.wire.CacheMark;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.FamilyName;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.ReasoningName;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.ServiceToolNames;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;

/// Writes the body of an invocation: the address selects the model, and the model's name determines
/// the form.
final class DatabricksRequest {
  private static final long MOST_TOKENS = 4096;
  private static final int MARKED_MESSAGES = 2;

  private DatabricksRequest() {}

  /// @param request the name of its model determines the form
  /// @throws dev.gander.domain.error.ProviderException if two tools have the same name
  static RequestBody body(
      ProviderRequest request, ProviderSettings settings, WrittenMessages written) {
    ModelConfig model = request.model();
    boolean claude = ServedModel.isClaude(model.modelName());
    JsonObject.Builder body = JsonObject.builder();
    if (!request.tools().isEmpty()) {
      body.put("tools", tools(request, claude));
    }
    if (claude) {
      claude(body, model, settings);
    } else {
      other(body, model, settings);
    }
    body.put("stream", true).put("stream_options", JsonObject.of("include_usage", Json.of(true)));
    body.putAll(ChatRequest.parameters(model));
    return new RequestBody(body.build(), messages(request, claude, written));
  }

  private static List<Payload> messages(
      ProviderRequest request, boolean claude, WrittenMessages written) {
    WrittenMessages.Pass pass = written.begin();
    List<Payload> messages = new ArrayList<>(request.messages().size() + 1);
    messages.add(Payload.of(system(request.system(), claude)));
    messages.addAll(
        DatabricksMessages.write(request.messages(), claude ? MARKED_MESSAGES : 0, !claude, pass));
    pass.end();
    return messages;
  }

  private static JsonObject system(String text, boolean claude) {
    Json content =
        claude && !text.isEmpty()
            ? JsonArray.of(CacheMark.on(ChatParts.text(text)))
            : Json.of(text);
    return JsonObject.builder().put("role", "system").put("content", content).build();
  }

  /// The budget is added to the length of the answer, and thinking requires a temperature of its
  /// own.
  private static void claude(
      JsonObject.Builder body, ModelConfig model, ProviderSettings settings) {
    ThinkingPlan plan = ThinkingPlan.of(model, settings, Integer.MAX_VALUE);
    plan.write(body, false);
    switch (plan.kind()) {
      case ENABLED -> body.put("temperature", 2).put("max_tokens", most(model) + plan.budget());
      case ADAPTIVE -> body.put("max_completion_tokens", most(model));
      case OFF, NONE -> {
        temperature(body, model);
        body.put("max_completion_tokens", most(model));
      }
    }
  }

  private static void other(JsonObject.Builder body, ModelConfig model, ProviderSettings settings) {
    String name = model.modelName();
    if (ReasoningName.isOfOpenAi(name)) {
      Effort.of(model, settings)
          .ifPresent(
              effort ->
                  body.put(
                      "reasoning_effort",
                      ReasoningModel.effort(ReasoningName.withoutEffort(name), effort)));
    } else {
      temperature(body, model);
    }
    body.put("max_completion_tokens", most(model));
  }

  private static void temperature(JsonObject.Builder body, ModelConfig model) {
    if (model.temperature() != null) {
      body.put("temperature", Json.of(model.temperature()));
    }
  }

  private static long most(ModelConfig model) {
    return model.maxTokens() == null ? MOST_TOKENS : model.maxTokens();
  }

  private static JsonArray tools(ProviderRequest request, boolean claude) {
    ServiceToolNames.requireDistinct(request.tools());
    boolean gemini = FamilyName.contains(request.model().modelName(), "gemini");
    List<JsonObject> functions =
        new ArrayList<>(request.tools().stream().map(tool -> function(tool, gemini)).toList());
    if (claude) {
      functions.addLast(CacheMark.on(functions.removeLast()));
    }
    return JsonArray.of(
        functions,
        function -> JsonObject.builder().put("type", "function").put("function", function).build());
  }

  private static JsonObject function(Tool tool, boolean gemini) {
    JsonObject.Builder function =
        JsonObject.builder()
            .put("name", tool.name())
            .put("description", tool.description() == null ? "" : tool.description());
    JsonObject schema = tool.inputSchema();
    if (schema.object("properties").filter(properties -> !properties.isEmpty()).isPresent()) {
      function.put(
          gemini ? "parametersJsonSchema" : "parameters",
          gemini ? schema : ToolSchema.complete(schema));
    }
    return function.build();
  }
}
