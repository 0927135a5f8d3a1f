package dev.gander.application.provider;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.ReasoningName;
import java.util.Locale;

/// Users may write the effort of thinking behind the name of a reasoning model, as in
/// `o3-mini-high`. It moves to the request parameter `thinking_effort`, unless that is set (goosed
/// 1.36).
final class EffortSuffix {
  private static final String PARAMETER = "thinking_effort";

  private EffortSuffix() {}

  static ModelConfig moved(ModelConfig model) {
    return ReasoningName.withEffort(model.modelName())
        .map(written -> moved(model, written))
        .orElse(model);
  }

  private static ModelConfig moved(ModelConfig model, ReasoningName.WithEffort written) {
    JsonObject params = model.requestParams() == null ? JsonObject.EMPTY : model.requestParams();
    ModelConfig bare = model.withModelName(written.model());
    return params.has(PARAMETER)
        ? bare
        : bare.withRequestParams(params.with(PARAMETER, Json.of(effort(written.effort()))));
  }

  private static String effort(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "none" -> "off";
      case "xhigh" -> "max";
      case String other -> other;
    };
  }
}
