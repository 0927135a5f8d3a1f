package dev.gander.domain.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known about published models. Any thread may ask; nothing is fetched from the network.
public interface ModelCatalog {
  /// Empty for a pair that the catalog does not have; dated and prefixed model names are
  /// recognised.
  Optional<Facts> find(String provider, String model);

  /// Limits in tokens, prices in US dollars per million tokens; null is unknown. `released` is a
  /// day such as `2025-08-07`, so that the order of texts is that of time.
  record Facts(
      @Nullable Integer contextLimit,
      @Nullable Integer maxOutputTokens,
      boolean reasoning,
      @Nullable Double inputPrice,
      @Nullable Double outputPrice,
      @Nullable Double cacheReadPrice,
      @Nullable Double cacheWritePrice,
      boolean readsText,
      boolean callsTools,
      @Nullable String released) {

    /// Facts about a model that can be chatted with and is of unknown age.
    public Facts(
        @Nullable Integer contextLimit,
        @Nullable Integer maxOutputTokens,
        boolean reasoning,
        @Nullable Double inputPrice,
        @Nullable Double outputPrice,
        @Nullable Double cacheReadPrice,
        @Nullable Double cacheWritePrice) {
      this(
          contextLimit,
          maxOutputTokens,
          reasoning,
          inputPrice,
          outputPrice,
          cacheReadPrice,
          cacheWritePrice,
          true,
          true,
          null);
    }

    /// The same model where nothing is paid for it.
    public Facts withoutPrices() {
      return new Facts(
          contextLimit,
          maxOutputTokens,
          reasoning,
          null,
          null,
          null,
          null,
          readsText,
          callsTools,
          released);
    }

    /// Dollars for a call (1.39). Tokens of the cache, which the input holds, have prices of their
    /// own, or else that of the input; empty when the price of input or output is unknown.
    public Optional<Double> cost(TokenUsage tokens) {
      if (inputPrice == null || outputPrice == null) {
        return Optional.empty();
      }
      long read = orZero(tokens.cacheRead());
      long written = orZero(tokens.cacheWrite());
      long fresh = Math.max(0, orZero(tokens.input()) - read - written);
      double dollars =
          fresh * inputPrice
              + read * Objects.requireNonNullElse(cacheReadPrice, inputPrice)
              + written * Objects.requireNonNullElse(cacheWritePrice, inputPrice)
              + orZero(tokens.output()) * outputPrice;
      return Optional.of(dollars / 1_000_000);
    }

    private static long orZero(@Nullable Long count) {
      return count == null ? 0 : count;
    }
  }
}
