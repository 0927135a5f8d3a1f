package dev.gander.adapters.llm.programs;

import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/// Token counts under the names that a program uses.
public final class ProgramUsage {
  private ProgramUsage() {}

  /// Missing counts are unknown. Cached tokens count as input, too.
  public static TokenUsage of(JsonObject counts, String input, String output, String cached) {
    return TokenUsage.of(count(counts, input), count(counts, output), null)
        .withCache(count(counts, cached), null);
  }

  private static @Nullable Long count(JsonObject counts, String name) {
    return counts.get(name) instanceof JsonNumber number && number.integer().isPresent()
        ? Long.valueOf(number.integer().getAsLong())
        : null;
  }
}
