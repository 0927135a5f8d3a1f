package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/// The end of an answer: why it ended, and what it cost.
final class ConverseEnd {
  private ConverseEnd() {}

  /// @throws ProviderException if the service withholds the answer, or could not read it
  static void check(String reason) {
    switch (reason) {
      case "content_filtered", "refusal" ->
          throw new ProviderException.Refused(
              "Amazon Bedrock withholds the answer, or the rest of it.", reason);
      case "malformed_model_output", "malformed_tool_use" ->
          throw new ProviderException.ExecutionError(
              "The model answered in a way that Amazon Bedrock could not read (" + reason + ")",
              null);
      default -> {}
    }
  }

  /// Cached tokens count as input, as everywhere in goosed; the service counts them separately.
  static boolean isAtLimit(String reason) {
    return reason.equals("max_tokens");
  }

  static ProviderUsage usage(String model, JsonObject usage) {
    Long read = count(usage, "cacheReadInputTokens");
    Long write = count(usage, "cacheWriteInputTokens");
    Long fresh = count(usage, "inputTokens");
    Long input = fresh == null ? null : Long.valueOf(fresh + orZero(read) + orZero(write));
    return new ProviderUsage(
        model, TokenUsage.of(input, count(usage, "outputTokens"), null).withCache(read, write));
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  private static @Nullable Long count(JsonObject usage, String name) {
    return usage.get(name) instanceof JsonNumber number && number.integer().isPresent()
        ? Long.valueOf(number.integer().getAsLong())
        : null;
  }
}
