package dev.gander.adapters.llm.services.openrouter;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.openai.ReasoningModel;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.ReasoningName;
import java.util.Optional;
import java.util.Set;

/// The members of a body that only OpenRouter supports: the session, permission to drop the middle
/// of a conversation that is too long, and how much any reasoning model should think.
final class OpenRouterMembers {
  private OpenRouterMembers() {}

  static JsonObject addTo(JsonObject body, ProviderRequest request, ProviderSettings settings) {
    JsonObject.Builder more = JsonObject.builder().putAll(body.without(Set.of("reasoning_effort")));
    if (!request.sessionId().isEmpty()) {
      more.put("user", request.sessionId());
    }
    effort(request.model(), settings)
        .ifPresent(effort -> more.put("reasoning", JsonObject.of("effort", Json.of(effort))));
    return more.put("transforms", JsonArray.of(Json.of("middle-out"))).build();
  }

  private static Optional<String> effort(ModelConfig model, ProviderSettings settings) {
    return ReasoningName.reasons(model)
        ? Effort.of(model, settings).map(effort -> ReasoningModel.effort(model.modelName(), effort))
        : Optional.empty();
  }
}
