package dev.gander.domain.model;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The model of a session and its parameters. `contextLimit` and `maxTokens` are in tokens. JSON
/// form: `{model_name, context_limit, temperature, max_tokens, toolshim, toolshim_model}` plus
/// `request_params` and `reasoning` when they are set; `other` keeps members of newer versions. The
/// temperature is rounded to 32 bits.
public record ModelConfig(
    String modelName,
    @Nullable Integer contextLimit,
    @Nullable Double temperature,
    @Nullable Integer maxTokens,
    boolean toolshim,
    @Nullable String toolshimModel,
    @Nullable JsonObject requestParams,
    @Nullable Boolean reasoning,
    JsonObject other) {
  /// The context limit in tokens when neither the user nor the catalog provides one.
  public static final int DEFAULT_CONTEXT_LIMIT = 128_000;

  private static final String EFFORT = "thinking_effort";
  private static final Set<String> KNOWN =
      Set.of(
          "model_name",
          "context_limit",
          "temperature",
          "max_tokens",
          "toolshim",
          "toolshim_model",
          "request_params",
          "reasoning");

  public ModelConfig {
    temperature = temperature == null ? null : Double.valueOf(Temperature.in32Bits(temperature));
  }

  public static ModelConfig of(String modelName) {
    return new ModelConfig(modelName, null, null, null, false, null, null, null, JsonObject.EMPTY);
  }

  public int contextLimitOrDefault() {
    return contextLimit == null ? DEFAULT_CONTEXT_LIMIT : contextLimit;
  }

  /// Whether the request parameters set the thinking effort.
  public boolean saysThinkingEffort() {
    return requestParams != null && requestParams.has(EFFORT);
  }

  /// @param effort `off`, `low`, `medium`, `high` or `max`
  public ModelConfig withThinkingEffort(String effort) {
    JsonObject params = requestParams == null ? JsonObject.EMPTY : requestParams;
    return withRequestParams(params.with(EFFORT, Json.of(effort)));
  }

  public ModelConfig withModelName(String changed) {
    return new ModelConfig(
        changed,
        contextLimit,
        temperature,
        maxTokens,
        toolshim,
        toolshimModel,
        requestParams,
        reasoning,
        other);
  }

  public ModelConfig withContextLimit(@Nullable Integer changed) {
    return new ModelConfig(
        modelName,
        changed,
        temperature,
        maxTokens,
        toolshim,
        toolshimModel,
        requestParams,
        reasoning,
        other);
  }

  public ModelConfig withTemperature(@Nullable Double changed) {
    return new ModelConfig(
        modelName,
        contextLimit,
        changed,
        maxTokens,
        toolshim,
        toolshimModel,
        requestParams,
        reasoning,
        other);
  }

  public ModelConfig withMaxTokens(@Nullable Integer changed) {
    return new ModelConfig(
        modelName,
        contextLimit,
        temperature,
        changed,
        toolshim,
        toolshimModel,
        requestParams,
        reasoning,
        other);
  }

  public ModelConfig withToolshim(boolean on, @Nullable String interpreter) {
    return new ModelConfig(
        modelName,
        contextLimit,
        temperature,
        maxTokens,
        on,
        interpreter,
        requestParams,
        reasoning,
        other);
  }

  public ModelConfig withRequestParams(@Nullable JsonObject changed) {
    return new ModelConfig(
        modelName,
        contextLimit,
        temperature,
        maxTokens,
        toolshim,
        toolshimModel,
        changed,
        reasoning,
        other);
  }

  public ModelConfig withReasoning(@Nullable Boolean changed) {
    return new ModelConfig(
        modelName,
        contextLimit,
        temperature,
        maxTokens,
        toolshim,
        toolshimModel,
        requestParams,
        changed,
        other);
  }

  public JsonObject toJson() {
    return JsonObject.builder()
        .put("model_name", modelName)
        .putOrNull("context_limit", contextLimit)
        .putOrNull("temperature", temperature)
        .putOrNull("max_tokens", maxTokens)
        .put("toolshim", toolshim)
        .putOrNull("toolshim_model", toolshimModel)
        .putIfPresent("request_params", requestParams)
        .putIfPresent("reasoning", reasoning == null ? null : Json.of(reasoning))
        .putAll(other)
        .build();
  }

  /// @throws dev.gander.domain.json.InvalidShape if `model_name` or `toolshim` is missing
  public static ModelConfig read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new ModelConfig(
        fields.text("model_name"),
        fields.optional("context_limit", JsonFields::asInt),
        fields.optional("temperature", JsonFields::asDouble),
        fields.optional("max_tokens", JsonFields::asInt),
        fields.bool("toolshim"),
        fields.optionalText("toolshim_model"),
        fields.optional("request_params", JsonFields::asObject),
        fields.optional("reasoning", JsonFields::asBool),
        fields.object().without(KNOWN));
  }
}
