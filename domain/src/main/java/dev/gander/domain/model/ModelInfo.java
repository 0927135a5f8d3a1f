package dev.gander.domain.model;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A model in a provider's list. Limits are in tokens; costs are in `currency` per token. JSON
/// form: `{name, context_limit, input_token_cost, output_token_cost, currency,
/// supports_cache_control, reasoning}` with nulls, and `resolved_model` if there is one.
public record ModelInfo(
    String name,
    @Nullable String resolvedModel,
    int contextLimit,
    @Nullable Double inputTokenCost,
    @Nullable Double outputTokenCost,
    @Nullable String currency,
    @Nullable Boolean supportsCacheControl,
    boolean reasoning) {
  public ModelInfo {
    Objects.requireNonNull(name, "name of a model");
  }

  public static ModelInfo of(String name, int contextLimit) {
    return of(name, contextLimit, false);
  }

  public static ModelInfo of(String name, int contextLimit, boolean reasoning) {
    return new ModelInfo(name, null, contextLimit, null, null, null, null, reasoning);
  }

  /// A copy with a definite value for whether the service caches prompts: false if unknown.
  public ModelInfo withCacheControlKnown() {
    return new ModelInfo(
        name,
        resolvedModel,
        contextLimit,
        inputTokenCost,
        outputTokenCost,
        currency,
        supportsCacheControl != null && supportsCacheControl,
        reasoning);
  }

  public JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder().put("name", name);
    if (resolvedModel != null) {
      json.put("resolved_model", resolvedModel);
    }
    return json.put("context_limit", contextLimit)
        .putOrNull("input_token_cost", inputTokenCost)
        .putOrNull("output_token_cost", outputTokenCost)
        .putOrNull("currency", currency)
        .putOrNull(
            "supports_cache_control",
            supportsCacheControl == null ? null : Json.of(supportsCacheControl))
        .put("reasoning", reasoning)
        .build();
  }

  /// A missing limit, which newer versions write as null, means the default.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if the name is missing or a member has the wrong
  ///   type
  public static ModelInfo read(Json json) {
    JsonFields fields = JsonFields.of(json);
    Integer limit = fields.optional("context_limit", JsonFields::asInt);
    return new ModelInfo(
        fields.text("name"),
        fields.optionalText("resolved_model"),
        limit == null ? ModelConfig.DEFAULT_CONTEXT_LIMIT : limit,
        fields.optional("input_token_cost", JsonFields::asDouble),
        fields.optional("output_token_cost", JsonFields::asDouble),
        fields.optionalText("currency"),
        fields.optional("supports_cache_control", JsonFields::asBool),
        JsonBool.TRUE.equals(fields.optional("reasoning", value -> value)));
  }
}
