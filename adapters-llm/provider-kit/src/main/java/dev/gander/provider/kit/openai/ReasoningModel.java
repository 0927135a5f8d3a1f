package dev.gander.provider.kit.openai;

import dev.gander.provider.kit.wire.Effort;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The special requirements of OpenAI's reasoning models (`o3`, `gpt-5` …), decided by the name
/// alone (goosed 1.36), which may have a prefix, as in `databricks-gpt-5-5`.
public final class ReasoningModel {
  private static final Pattern WIDE_EFFORT = Pattern.compile("(?:^|[-/])gpt-5[.-][45](?:$|[^0-9])");
  private static final Pattern PRO = Pattern.compile("(?:^|[-/])gpt-5(?:[.-].*)?[-/]pro$");

  private ReasoningModel() {}

  /// The effort in this model's terms: the nearest one that it supports.
  public static String effort(String model, Effort effort) {
    List<String> wanted =
        switch (effort) {
          case OFF -> List.of("none");
          case LOW -> List.of("low", "medium", "high", "xhigh");
          case MEDIUM -> List.of("medium", "high", "low", "xhigh");
          case HIGH -> List.of("high", "medium", "xhigh", "low");
          case MAX -> List.of("xhigh", "high", "medium", "low");
        };
    List<String> known = known(model.toLowerCase(Locale.ROOT));
    return wanted.stream().filter(known::contains).findFirst().orElse(wanted.getFirst());
  }

  /// Whether this model supports an effort of that name.
  public static boolean takes(String model, String effort) {
    return known(model.toLowerCase(Locale.ROOT)).contains(effort);
  }

  private static List<String> known(String model) {
    if (PRO.matcher(model).find()) {
      return List.of("none", "high");
    }
    return WIDE_EFFORT.matcher(model).find()
        ? List.of("none", "low", "medium", "high", "xhigh")
        : List.of("none", "low", "medium", "high");
  }
}
