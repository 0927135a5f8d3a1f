package dev.gander.provider.kit.anthropic;

import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/// Combines the token counts in the events of an answer: later figures replace earlier ones. Cached
/// tokens count as input, as everywhere in goosed.
public final class MessagesUsage {
  private @Nullable Long fresh;
  private @Nullable Long cacheRead;
  private @Nullable Long cacheWrite;
  private @Nullable Long output;

  public void merge(JsonObject usage) {
    fresh = newer(usage, "input_tokens", fresh);
    cacheRead = newer(usage, "cache_read_input_tokens", cacheRead);
    cacheWrite = newer(usage, "cache_creation_input_tokens", cacheWrite);
    output = newer(usage, "output_tokens", output);
  }

  boolean isKnown() {
    return fresh != null || output != null;
  }

  public TokenUsage counts() {
    Long input =
        fresh == null ? null : Long.valueOf(fresh + orZero(cacheRead) + orZero(cacheWrite));
    return TokenUsage.of(input, output, null).withCache(cacheRead, cacheWrite);
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  private static @Nullable Long newer(JsonObject usage, String name, @Nullable Long known) {
    return usage.get(name) instanceof JsonNumber number && number.integer().isPresent()
        ? Long.valueOf(number.integer().getAsLong())
        : known;
  }
}
