package dev.gander.application.model;

import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ReasoningName;
import java.util.Locale;

/// Users may write the effort of thinking behind the name of a reasoning model, as in
/// `o3-mini-high`. It moves to the request parameter `thinking_effort`, unless that is set (goosed
/// 1.36).
final class EffortSuffix {
  private EffortSuffix() {}

  static ModelConfig moved(ModelConfig model) {
    return ReasoningName.withEffort(model.modelName())
        .map(written -> moved(model, written))
        .orElse(model);
  }

  private static ModelConfig moved(ModelConfig model, ReasoningName.WithEffort written) {
    ModelConfig bare = model.withModelName(written.model());
    return bare.saysThinkingEffort() ? bare : bare.withThinkingEffort(effort(written.effort()));
  }

  private static String effort(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "none" -> "off";
      case "xhigh" -> "max";
      case String other -> other;
    };
  }
}
