package dev.gander.adapters.llm.signin.chatgpt;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.openai.ReasoningModel;
import dev.gander.provider.kit.openai.ResponsesDialect;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.ReasoningName;
import java.util.Optional;

/// Responses as ChatGPT requires them for Codex (goosed 1.36): the system prompt is `instructions`,
/// calls may run in parallel, and the service decides the length of an answer.
record CodexResponses(ProviderSettings settings) implements ResponsesDialect {
  static final String EFFORT = "CHATGPT_CODEX_REASONING_EFFORT";
  private static final String USUAL_EFFORT = "medium";

  /// This model stops early unless told not to.
  private static final String EAGER_TO_STOP = "gpt-5.3-codex";

  private static final String PERSEVERE =
      """
      Work with your tools until the task is done, and only then give the turn back to the user.
      Find out with a tool what a tool can tell; do not guess.
      Say in a sentence what you are about to do before you call tools for it.
      """;

  @Override
  public String path() {
    return "responses";
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public boolean saysSystemFirst() {
    return false;
  }

  @Override
  public JsonObject members(ProviderRequest request) {
    ModelConfig model = request.model();
    String name = ReasoningName.withoutEffort(model.modelName());
    JsonObject.Builder body =
        JsonObject.builder()
            .put("model", name)
            .put("store", false)
            .put("stream", true)
            .put("instructions", instructions(name, request.system()));
    if (!request.tools().isEmpty()) {
      body.put("tools", JsonArray.of(ResponsesDialect.tools(request.tools()), tool -> tool))
          .put("tool_choice", "auto")
          .put("parallel_tool_calls", true);
    }
    if (model.temperature() != null) {
      body.put("temperature", Json.of(model.temperature()));
    }
    effort(name, model)
        .ifPresent(effort -> body.put("reasoning", JsonObject.of("effort", Json.of(effort))));
    return body.build();
  }

  private static String instructions(String model, String system) {
    return model.equals(EAGER_TO_STOP) ? PERSEVERE + "\n" + system : system;
  }

  /// Empty when the model should not think.
  private Optional<String> effort(String name, ModelConfig model) {
    return switch (Effort.of(model, settings).orElse(null)) {
      case OFF -> Optional.empty();
      case null ->
          Optional.of(
              settings
                  .setting(EFFORT)
                  .filter(word -> ReasoningModel.takes(name, word))
                  .orElse(USUAL_EFFORT));
      case Effort effort -> Optional.of(ReasoningModel.effort(name, effort));
    };
  }
}
