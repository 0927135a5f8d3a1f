package dev.gander.adapters.local.shelf;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.Penalties;
import dev.gander.domain.localmodel.TokenSampling;
import dev.gander.domain.localmodel.ToolCalling;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What of a model's settings counts in each answer.
///
/// @param sampling members of a request in the form of `llama-server`
/// @param most how many tokens an answer may have
/// @param thinks false if the user has turned thinking off
public record AnswerSettings(
    JsonObject sampling, OptionalInt most, boolean thinks, ToolCalling tools) {

  static AnswerSettings of(ModelSettings settings) {
    return new AnswerSettings(
        sampling(settings.sampling(), settings.penalties()),
        most(settings.maxOutputTokens()),
        settings.thinking(),
        settings.toolCalling());
  }

  private static JsonObject sampling(TokenSampling sampling, Penalties penalties) {
    JsonObject.Builder members = JsonObject.builder();
    switch (sampling) {
      case TokenSampling.Greedy() -> members.put("temperature", 0).put("top_k", 1);
      case TokenSampling.Temperature it ->
          seed(it.seed(), members)
              .put("temperature", Json.of(it.temperature()))
              .put("top_k", it.topK())
              .put("top_p", Json.of(it.topP()))
              .put("min_p", Json.of(it.minP()));
      case TokenSampling.Mirostat it ->
          seed(it.seed(), members)
              .put("mirostat", 2)
              .put("mirostat_tau", Json.of(it.tau()))
              .put("mirostat_eta", Json.of(it.eta()));
    }
    return members
        .put("repeat_penalty", Json.of(penalties.repeat()))
        .put("repeat_last_n", penalties.repeatLast())
        .put("frequency_penalty", Json.of(penalties.frequency()))
        .put("presence_penalty", Json.of(penalties.presence()))
        .build();
  }

  private static JsonObject.Builder seed(@Nullable Long seed, JsonObject.Builder members) {
    return seed == null ? members : members.put("seed", seed);
  }

  private static OptionalInt most(@Nullable Long tokens) {
    return tokens == null || tokens < 1
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.min(tokens, Integer.MAX_VALUE));
  }
}
