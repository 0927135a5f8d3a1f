package dev.gander.domain.provider;

import org.jspecify.annotations.Nullable;

/// A model of a provider's list. Limits count tokens; costs are in `currency` per token.
public record ModelInfo(
    String name,
    int contextLimit,
    @Nullable Double inputTokenCost,
    @Nullable Double outputTokenCost,
    @Nullable String currency,
    @Nullable Boolean supportsCacheControl,
    boolean reasoning) {
  public static ModelInfo of(String name, int contextLimit) {
    return new ModelInfo(name, contextLimit, null, null, null, null, false);
  }
}
