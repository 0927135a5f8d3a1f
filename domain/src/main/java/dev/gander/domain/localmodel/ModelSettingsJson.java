package dev.gander.domain.localmodel;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The form of [ModelSettings] in the registry and for clients, with the members of goose before
/// 1.39 and since. On reading, members that are missing have their defaults.
public final class ModelSettingsJson {
  private static final long MOST_32_BITS = 0xffff_ffffL;

  private ModelSettingsJson() {}

  public static JsonObject write(ModelSettings settings) {
    Computing computing = settings.computing();
    Penalties penalties = settings.penalties();
    return JsonObject.builder()
        .putOrNull("context_size", computing.context())
        .putOrNull("max_output_tokens", settings.maxOutputTokens())
        .put("sampling", write(settings.sampling()))
        .put("repeat_penalty", Json.of(penalties.repeat()))
        .put("repeat_last_n", penalties.repeatLast())
        .put("frequency_penalty", Json.of(penalties.frequency()))
        .put("presence_penalty", Json.of(penalties.presence()))
        .putOrNull("n_batch", computing.batch())
        .putOrNull("n_gpu_layers", computing.gpuLayers())
        .put("use_mlock", computing.lockedMemory())
        .putOrNull(
            "flash_attention",
            computing.flashAttention() == null ? null : Json.of(computing.flashAttention()))
        .putOrNull("n_threads", computing.threads())
        .put("native_tool_calling", settings.toolCalling() == ToolCalling.FORCE_NATIVE)
        .put("use_jinja", settings.jinja())
        .put("enable_thinking", settings.thinking())
        .put("vision_capable", settings.vision().capable())
        .put("image_token_estimate", settings.vision().imageTokens())
        .put("mmproj_size_bytes", settings.vision().projectorBytes())
        .put("tool_calling", settings.toolCalling().word())
        .put("chat_template", write(settings.template()))
        .putIfPresent("backend_id", text(settings.backend()))
        .putIfPresent("draft_model", text(settings.draftModel()))
        .build();
  }

  private static @Nullable Json text(@Nullable String value) {
    return value == null ? null : Json.of(value);
  }

  private static JsonObject write(TokenSampling sampling) {
    JsonObject.Builder form = JsonObject.builder();
    return switch (sampling) {
      case TokenSampling.Greedy() -> form.put("type", "Greedy").build();
      case TokenSampling.Temperature it ->
          form.put("type", "Temperature")
              .put("temperature", Json.of(it.temperature()))
              .put("top_k", it.topK())
              .put("top_p", Json.of(it.topP()))
              .put("min_p", Json.of(it.minP()))
              .putOrNull("seed", it.seed())
              .build();
      case TokenSampling.Mirostat it ->
          form.put("type", "MirostatV2")
              .put("tau", Json.of(it.tau()))
              .put("eta", Json.of(it.eta()))
              .putOrNull("seed", it.seed())
              .build();
    };
  }

  private static JsonObject write(TemplateChoice template) {
    return switch (template) {
      case TemplateChoice.Embedded() -> JsonObject.of("type", Json.of("embedded"));
      case TemplateChoice.Builtin(String name) ->
          JsonObject.builder().put("type", "builtin").put("name", name).build();
      case TemplateChoice.Inline(String text) ->
          JsonObject.builder().put("type", "custom_inline").put("template", text).build();
    };
  }

  /// @throws InvalidShape if a member has the wrong type
  public static ModelSettings read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new ModelSettings(
        computing(fields),
        fields.orElse("sampling", ModelSettingsJson::sampling, TokenSampling.USUAL),
        penalties(fields),
        fields.optional("max_output_tokens", JsonFields::asUnsigned),
        toolCalling(fields),
        fields.orElse("use_jinja", JsonFields::asBool, false),
        fields.orElse("enable_thinking", JsonFields::asBool, true),
        fields.orElse("chat_template", ModelSettingsJson::template, new TemplateChoice.Embedded()),
        vision(fields),
        fields.optionalText("backend_id"),
        fields.optionalText("draft_model"));
  }

  private static Computing computing(JsonFields fields) {
    return new Computing(
        fields.optional("context_size", ModelSettingsJson::unsigned32),
        fields.optional("n_batch", ModelSettingsJson::unsigned32),
        fields.optional("n_gpu_layers", ModelSettingsJson::unsigned32),
        fields.optional("n_threads", JsonFields::asInt),
        fields.orElse("use_mlock", JsonFields::asBool, false),
        fields.optional("flash_attention", JsonFields::asBool));
  }

  private static Penalties penalties(JsonFields fields) {
    return new Penalties(
        fields.orElse("repeat_penalty", ModelSettingsJson::number, Penalties.NONE.repeat()),
        fields.orElse("repeat_last_n", JsonFields::asInt, Penalties.NONE.repeatLast()),
        fields.orElse("frequency_penalty", ModelSettingsJson::number, Penalties.NONE.frequency()),
        fields.orElse("presence_penalty", ModelSettingsJson::number, Penalties.NONE.presence()));
  }

  private static Vision vision(JsonFields fields) {
    return new Vision(
        fields.orElse("vision_capable", JsonFields::asBool, false),
        fields.orElse("image_token_estimate", JsonFields::asUnsigned, Vision.NONE.imageTokens()),
        fields.orElse("mmproj_size_bytes", JsonFields::asUnsigned, 0L));
  }

  /// The newer member counts if both are there.
  private static ToolCalling toolCalling(JsonFields fields) {
    boolean isNative = fields.orElse("native_tool_calling", JsonFields::asBool, false);
    return fields.orElse(
        "tool_calling",
        json -> ToolCalling.of(JsonFields.asWord(json)),
        isNative ? ToolCalling.FORCE_NATIVE : ToolCalling.AUTO);
  }

  private static TokenSampling sampling(Json json) {
    JsonFields fields = JsonFields.of(json);
    String type = fields.text("type");
    return switch (type) {
      case "Greedy" -> new TokenSampling.Greedy();
      case "Temperature" ->
          new TokenSampling.Temperature(
              fields.required("temperature", ModelSettingsJson::number),
              fields.required("top_k", JsonFields::asInt),
              fields.required("top_p", ModelSettingsJson::number),
              fields.required("min_p", ModelSettingsJson::number),
              fields.optional("seed", ModelSettingsJson::unsigned32));
      case "MirostatV2" ->
          new TokenSampling.Mirostat(
              fields.required("tau", ModelSettingsJson::number),
              fields.required("eta", ModelSettingsJson::number),
              fields.optional("seed", ModelSettingsJson::unsigned32));
      case String _ -> throw InvalidShape.unknownVariant(type);
    };
  }

  private static TemplateChoice template(Json json) {
    JsonFields fields = JsonFields.of(json);
    String type = fields.text("type");
    return switch (type) {
      case "embedded", "auto" -> new TemplateChoice.Embedded();
      case "builtin" -> new TemplateChoice.Builtin(fields.text("name"));
      case "custom_inline" -> new TemplateChoice.Inline(fields.text("template"));
      case String _ -> throw InvalidShape.unknownVariant(type);
    };
  }

  /// goose keeps such numbers with 32 bits, and writes what it read of them: `0.95` stays `0.95`.
  private static double number(Json json) {
    double value = JsonFields.asDouble(json);
    float kept = (float) value;
    if (Float.isInfinite(kept)) {
      throw new InvalidShape("invalid value: the number is too large");
    }
    return Double.parseDouble(Float.toString(kept));
  }

  private static long unsigned32(Json json) {
    long value = JsonFields.asUnsigned(json);
    if (value > MOST_32_BITS) {
      throw new InvalidShape("invalid value: integer `" + value + "`, expected u32");
    }
    return value;
  }
}
