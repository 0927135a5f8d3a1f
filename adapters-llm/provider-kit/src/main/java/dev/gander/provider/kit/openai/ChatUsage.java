package dev.gander.provider.kit.openai;

import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the token counts of a chat chunk, under OpenAI's names or Ollama's. A count that is `null`
/// falls through to the next name.
public final class ChatUsage {
  private ChatUsage() {}

  /// Empty when the number of output tokens is unknown, since such a chunk counts nothing yet.
  public static Optional<TokenUsage> read(JsonObject usage) {
    Long input = first(usage, "prompt_tokens", "prompt_eval_count");
    Long output = first(usage, "completion_tokens", "eval_count");
    if (output == null) {
      return Optional.empty();
    }
    Long cached = count(usage, "cache_read_input_tokens");
    if (cached == null) {
      cached =
          usage
              .object("prompt_tokens_details")
              .map(details -> count(details, "cached_tokens"))
              .orElse(null);
    }
    return Optional.of(
        TokenUsage.of(input, output, count(usage, "total_tokens"))
            .withCache(cached, count(usage, "cache_creation_input_tokens")));
  }

  private static @Nullable Long first(JsonObject usage, String name, String otherName) {
    Long count = count(usage, name);
    return count == null ? count(usage, otherName) : count;
  }

  static @Nullable Long count(JsonObject usage, String name) {
    if (!(usage.get(name) instanceof JsonNumber number)) {
      return null;
    }
    OptionalLong count = number.integer();
    return count.isPresent() ? Long.valueOf(count.getAsLong()) : null;
  }
}
