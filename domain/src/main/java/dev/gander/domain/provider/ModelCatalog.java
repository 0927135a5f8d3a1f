package dev.gander.domain.provider;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known about published models. Any thread may ask; nothing is fetched from the network.
public interface ModelCatalog {
  /// Empty for a pair that the catalog does not have; dated and prefixed model names are
  /// recognised.
  Optional<Facts> find(String provider, String model);

  /// Limits in tokens, prices in US dollars per million tokens; null is unknown.
  record Facts(
      @Nullable Integer contextLimit,
      @Nullable Integer maxOutputTokens,
      boolean reasoning,
      @Nullable Double inputPrice,
      @Nullable Double outputPrice,
      @Nullable Double cacheReadPrice,
      @Nullable Double cacheWritePrice) {

    /// Dollars for a call: input and output tokens at their price; empty when a needed price or
    /// count is unknown.
    public Optional<Double> cost(TokenUsage tokens) {
      if (inputPrice == null || outputPrice == null) {
        return Optional.empty();
      }
      long in = tokens.input() == null ? 0 : tokens.input();
      long out = tokens.output() == null ? 0 : tokens.output();
      return Optional.of((in * inputPrice + out * outputPrice) / 1_000_000);
    }
  }
}
