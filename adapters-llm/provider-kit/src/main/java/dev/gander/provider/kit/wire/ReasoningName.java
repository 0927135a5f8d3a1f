package dev.gander.provider.kit.wire;

import dev.gander.domain.model.ModelConfig;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a model reveals about its reasoning (goosed 1.36). A name may have a path
/// before it, as in `openai/o3`.
public final class ReasoningName {
  private static final String OPENAI = "(?:^|[-/])(?:o[0-9]+(?:$|-)|gpt-5(?:$|[-.]))";
  private static final Pattern OF_OPENAI = Pattern.compile(OPENAI, Pattern.CASE_INSENSITIVE);
  private static final Pattern OF_ANYONE =
      Pattern.compile("claude|gemini-3|" + OPENAI, Pattern.CASE_INSENSITIVE);
  private static final Pattern SUFFIX =
      Pattern.compile("(.+)-(none|low|medium|high|xhigh)", Pattern.CASE_INSENSITIVE);

  private ReasoningName() {}

  /// A name as users may write it, with the thinking effort appended.
  public record WithEffort(String model, String effort) {}

  /// Whether this is one of OpenAI's reasoning models: `o3`, `gpt-5` …
  public static boolean isOfOpenAi(String model) {
    return OF_OPENAI.matcher(model).find();
  }

  /// Whether a model reasons: according to the user or the catalog, or else by its name.
  public static boolean reasons(ModelConfig model) {
    return model.reasoning() == null ? isOfAnyone(model.modelName()) : model.reasoning();
  }

  /// Whether this is a reasoning model, judging by its name.
  public static boolean isOfAnyone(String model) {
    return OF_ANYONE.matcher(model).find();
  }

  /// The parts of `o3-mini-high`; empty if no effort is appended, or if it is not one of OpenAI's
  /// reasoning models.
  public static Optional<WithEffort> withEffort(String model) {
    Matcher suffix = SUFFIX.matcher(model);
    return isOfOpenAi(model) && suffix.matches()
        ? Optional.of(new WithEffort(suffix.group(1), suffix.group(2)))
        : Optional.empty();
  }

  /// The name without the effort that users may append.
  public static String withoutEffort(String model) {
    return withEffort(model).map(WithEffort::model).orElse(model);
  }
}
