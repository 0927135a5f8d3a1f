package dev.gander.domain.run;

import dev.gander.domain.json.Json;
import dev.gander.domain.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a run, as far as it got.
///
/// @param text the last words of the model; empty if there were none
/// @param structured the answer that the recipe's schema asks for; null without such a schema, or
///   if none was handed in
/// @param usage of all its model calls
/// @param cost of all its model calls, in US dollars; null if unknown
/// @param asked in the order in which it asked
public record RunReport(
    String text,
    @Nullable Json structured,
    TokenUsage usage,
    @Nullable Double cost,
    List<RunQuestion> asked) {
  public static final RunReport NOTHING =
      new RunReport("", null, TokenUsage.UNKNOWN, null, List.of());

  public RunReport {
    asked = List.copyOf(asked);
  }
}
