package dev.gander.application.provider;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ModelConfig;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Users may write the effort of thinking behind the name of a reasoning model, as in
/// `o3-mini-high`. It moves to the request parameter `thinking_effort`, unless that is set (goosed
/// 1.36).
final class EffortSuffix {
  private static final Pattern REASONING =
      Pattern.compile("(?:^|[-/])(?:o[0-9]+(?:$|-)|gpt-5(?:$|[-.]))", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUFFIX =
      Pattern.compile("(.+)-(none|low|medium|high|xhigh)", Pattern.CASE_INSENSITIVE);
  private static final String PARAMETER = "thinking_effort";

  private EffortSuffix() {}

  static ModelConfig moved(ModelConfig model) {
    Matcher suffix = SUFFIX.matcher(model.modelName());
    if (!suffix.matches() || !REASONING.matcher(model.modelName()).find()) {
      return model;
    }
    JsonObject params = model.requestParams() == null ? JsonObject.EMPTY : model.requestParams();
    ModelConfig bare = model.withModelName(suffix.group(1));
    return params.has(PARAMETER)
        ? bare
        : bare.withRequestParams(params.with(PARAMETER, Json.of(effort(suffix.group(2)))));
  }

  private static String effort(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "none" -> "off";
      case "xhigh" -> "max";
      case String other -> other;
    };
  }
}
