package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.FamilyName;
import dev.gander.provider.kit.wire.ReasoningName;

/// Responses in OpenAI's own form. The service stores nothing; the session's parameters are not
/// merged in (goosed 1.36).
///
/// @param givesReasoning whether the service is asked for the model's encrypted reasoning, so that
///   it can be sent back
public record OpenAiResponses(
    String path, boolean streams, boolean givesReasoning, ProviderSettings settings)
    implements ResponsesDialect {
  private static final long MOST_TOKENS = 4096;

  @Override
  public boolean saysSystemFirst() {
    return true;
  }

  @Override
  public JsonObject members(ProviderRequest request) {
    ModelConfig model = request.model();
    boolean reasons = ReasoningName.isOfOpenAi(model.modelName());
    String name = ReasoningName.withoutEffort(model.modelName());
    JsonObject.Builder body = JsonObject.builder().put("model", name).put("store", false);
    if (reasons) {
      Effort.of(model, settings)
          .ifPresent(effort -> body.put("reasoning", reasoning(name, effort)));
    }
    if (givesReasoning && encryptsThoughts(name)) {
      body.put("include", JsonArray.of(Json.of("reasoning.encrypted_content")));
    }
    if (!request.tools().isEmpty()) {
      body.put(
          "tools",
          JsonArray.of(
              ResponsesDialect.tools(request.tools()),
              tool -> tool.with("strict", Json.of(false))));
    }
    if (model.temperature() != null && !reasons) {
      body.put("temperature", Json.of(model.temperature()));
    }
    body.put("max_output_tokens", model.maxTokens() == null ? MOST_TOKENS : model.maxTokens());
    body.put("stream", streams);
    return body.build();
  }

  private static JsonObject reasoning(String model, Effort effort) {
    return JsonObject.builder()
        .put("effort", ReasoningModel.effort(model, effort))
        .put("summary", "auto")
        .build();
  }

  /// `gpt-5-chat` is named like a reasoning model but is not one: it rejects requests for thoughts.
  private static boolean encryptsThoughts(String model) {
    return ReasoningName.isOfOpenAi(model) && !FamilyName.contains(model, "-chat");
  }
}
