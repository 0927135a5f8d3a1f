package dev.gander.adapters.acp.provider;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.application.api.provider.LookUpModel;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.model.ModelConfig;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is published about models (1.52).
public record ModelFactsMethods(LookUpModel use) {

  public Map<String, AcpMethod> methods() {
    return Map.of("providers/canonical-model-info", AcpMethod.of(this::find));
  }

  private Json find(JsonFields fields) {
    String provider = fields.text("provider");
    String model = fields.text("model");
    return use.find(provider, model)
        .map(facts -> JsonObject.of("modelInfo", write(provider, model, facts)))
        .orElse(JsonObject.EMPTY);
  }

  /// Prices are per million tokens.
  private static JsonObject write(String provider, String model, Facts facts) {
    int limit = Objects.requireNonNullElse(facts.contextLimit(), ModelConfig.DEFAULT_CONTEXT_LIMIT);
    return JsonObject.builder()
        .put("provider", provider)
        .put("model", model)
        .put("contextLimit", limit)
        .putIfPresent("maxOutputTokens", number(facts.maxOutputTokens()))
        .put("reasoning", facts.reasoning())
        .putIfPresent("inputTokenCost", number(facts.inputPrice()))
        .putIfPresent("outputTokenCost", number(facts.outputPrice()))
        .putIfPresent("cacheReadTokenCost", number(facts.cacheReadPrice()))
        .putIfPresent("cacheWriteTokenCost", number(facts.cacheWritePrice()))
        .put("currency", "$")
        .build();
  }

  private static @Nullable Json number(@Nullable Integer value) {
    return value == null ? null : JsonNumber.of(value);
  }

  private static @Nullable Json number(@Nullable Double value) {
    return value == null ? null : Json.of(value);
  }
}
