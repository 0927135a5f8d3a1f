package dev.gander.adapters.engine;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.args.MiroStat;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonString;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// How the next token is chosen, and when to stop: the members of a request that the library knows.
/// What it does not know is ignored, as `llama-server` does.
record TokenChoice(JsonFields body) {
  private static final int MOST = 1 << 24;

  /// The most tokens of an answer.
  ///
  /// @param room in the context
  int most(int room) {
    Integer wanted = body.optional("max_tokens", JsonFields::asInt);
    Integer newer = body.optional("max_completion_tokens", JsonFields::asInt);
    int most = wanted != null ? wanted : newer != null ? newer : room;
    return most <= 0 ? room : Math.min(most, room);
  }

  /// @throws InvalidShape if a member has a wrong type, or is out of range
  void apply(InferenceParameters parameters) {
    real("temperature", value -> parameters.setTemperature((float) value));
    real("top_p", value -> parameters.setTopP((float) value));
    real("min_p", value -> parameters.setMinP((float) value));
    whole("top_k", parameters::setTopK);
    whole("seed", parameters::setSeed);
    real("repeat_penalty", value -> parameters.setRepeatPenalty((float) value));
    whole("repeat_last_n", parameters::setRepeatLastN);
    real("frequency_penalty", value -> parameters.setFrequencyPenalty((float) value));
    real("presence_penalty", value -> parameters.setPresencePenalty((float) value));
    whole("mirostat", version -> parameters.setMiroStat(mirostat(version)));
    real("mirostat_tau", value -> parameters.setMiroStatTau((float) value));
    real("mirostat_eta", value -> parameters.setMiroStatEta((float) value));
    List<String> stops = stops(body.object().get("stop"));
    parameters.setStopStrings(stops.toArray(String[]::new));
  }

  private static MiroStat mirostat(int version) {
    return switch (version) {
      case 0 -> MiroStat.DISABLED;
      case 1 -> MiroStat.V1;
      case 2 -> MiroStat.V2;
      default -> throw new InvalidShape("mirostat must be 0, 1 or 2");
    };
  }

  private static List<String> stops(@Nullable Json stop) {
    return stop instanceof JsonString(String text)
        ? List.of(text)
        : stop == null ? List.of() : JsonFields.listOf(JsonFields::asText).apply(stop);
  }

  /// Sizes follow from some of them.
  private void whole(String name, IntConsumer setting) {
    Long value = body.optional(name, JsonFields::asLong);
    if (value != null) {
      setting.accept(
          Math.toIntExact(Math.clamp(value, -1, name.equals("seed") ? Integer.MAX_VALUE : MOST)));
    }
  }

  private void real(String name, DoubleConsumer setting) {
    Double value = body.optional(name, JsonFields::asDouble);
    if (value != null) {
      setting.accept(value);
    }
  }
}
