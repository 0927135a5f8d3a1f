package dev.gander.provider.kit.openai;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;

/// Reads the token counts of a response.
final class ResponsesUsage {
  private ResponsesUsage() {}

  static TokenUsage read(JsonObject usage) {
    JsonObject details = usage.object("input_tokens_details").orElse(JsonObject.EMPTY);
    return TokenUsage.of(
            ChatUsage.count(usage, "input_tokens"),
            ChatUsage.count(usage, "output_tokens"),
            ChatUsage.count(usage, "total_tokens"))
        .withCache(ChatUsage.count(details, "cached_tokens"), null);
  }
}
