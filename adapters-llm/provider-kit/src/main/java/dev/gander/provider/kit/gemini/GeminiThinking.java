package dev.gander.provider.kit.gemini;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.FamilyName;
import java.util.Locale;
import java.util.Optional;

/// How much a Gemini model should think: generation 3 by level, if an effort is set; 2.5 within a
/// token budget, unless thinking is off; other models are not told.
final class GeminiThinking {
  private static final long USUAL_BUDGET = 8192;

  private GeminiThinking() {}

  /// The `thinkingConfig`; empty when the service should decide.
  static Optional<JsonObject> of(ModelConfig model, ProviderSettings settings) {
    String name = model.modelName();
    Optional<Effort> effort = Effort.of(model, settings);
    if (FamilyName.begins(name, "gemini-3")) {
      return level(effort, settings).map(level -> thinking("thinkingLevel", Json.of(level), true));
    }
    if (!FamilyName.begins(name, "gemini-2.5")) {
      return Optional.empty();
    }
    if (effort.filter(Effort.OFF::equals).isPresent() || Boolean.FALSE.equals(model.reasoning())) {
      // Of these only the flash models can do without thinking (goosed 1.39).
      return Optional.of(thinking("thinkingBudget", Json.of(0), false))
          .filter(_ -> FamilyName.begins(name, "gemini-2.5-flash"));
    }
    return Optional.of(thinking("thinkingBudget", Json.of(budget(model, settings)), true));
  }

  private static JsonObject thinking(String member, Json value, boolean shown) {
    return JsonObject.builder().put(member, value).put("includeThoughts", shown).build();
  }

  /// `GEMINI3_THINKING_LEVEL` is goosed's setting from before there were efforts.
  private static Optional<String> level(Optional<Effort> effort, ProviderSettings settings) {
    if (effort.isEmpty()) {
      return settings
          .setting("GEMINI3_THINKING_LEVEL")
          .map(level -> level.strip().toLowerCase(Locale.ROOT))
          .filter(level -> level.equals("low") || level.equals("high"));
    }
    return switch (effort.get()) {
      case OFF -> Optional.empty();
      case LOW, MEDIUM -> Optional.of("low");
      case HIGH, MAX -> Optional.of("high");
    };
  }

  private static long budget(ModelConfig model, ProviderSettings settings) {
    JsonObject params = model.requestParams() == null ? JsonObject.EMPTY : model.requestParams();
    if (params.get("thinking_budget") instanceof JsonNumber number
        && number.integer().isPresent()) {
      long budget = number.integer().getAsLong();
      return budget < 0 ? USUAL_BUDGET : budget;
    }
    return settings
        .setting("GEMINI25_THINKING_BUDGET")
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Long::parseLong)
        .orElse(USUAL_BUDGET);
  }
}
