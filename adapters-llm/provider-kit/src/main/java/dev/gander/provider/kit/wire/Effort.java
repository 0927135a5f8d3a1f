package dev.gander.provider.kit.wire;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Locale;
import java.util.Optional;

/// How much a model should think. The session's `request_params.thinking_effort` takes precedence
/// over the setting `GOOSE_THINKING_EFFORT`; an unknown word counts as not set.
public enum Effort {
  OFF,
  LOW,
  MEDIUM,
  HIGH,
  MAX;

  public static Optional<Effort> of(ModelConfig model, ProviderSettings settings) {
    JsonObject params = model.requestParams() == null ? JsonObject.EMPTY : model.requestParams();
    return params
        .text("thinking_effort")
        .flatMap(Effort::parse)
        .or(() -> settings.setting("GOOSE_THINKING_EFFORT").flatMap(Effort::parse));
  }

  public static Optional<Effort> parse(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "off", "none", "disabled" -> Optional.of(OFF);
      case "low" -> Optional.of(LOW);
      case "medium", "med" -> Optional.of(MEDIUM);
      case "high" -> Optional.of(HIGH);
      case "max", "xhigh" -> Optional.of(MAX);
      default -> Optional.empty();
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
