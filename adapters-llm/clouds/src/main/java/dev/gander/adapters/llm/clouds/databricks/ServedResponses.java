package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.ResponsesDialect;

/// Responses of a serving endpoint: the body names the endpoint, and has the form that its model
/// requires.
record ServedResponses(ServedModel served, OpenAiResponses plain, RequestIds ids)
    implements ResponsesDialect {
  @Override
  public String path() {
    return plain.path();
  }

  @Override
  public boolean streams() {
    return plain.streams();
  }

  @Override
  public boolean saysSystemFirst() {
    return plain.saysSystemFirst();
  }

  @Override
  public JsonObject members(ProviderRequest request) {
    ModelConfig behind = request.model().withModelName(served.responsesName());
    JsonObject body =
        plain.members(request.withModel(behind)).with("model", Json.of(served.endpoint()));
    return ids.on(body, request.sessionId());
  }
}
