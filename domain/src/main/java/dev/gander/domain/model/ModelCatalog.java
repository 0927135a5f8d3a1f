package dev.gander.domain.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Facts about published models. Thread-safe; nothing is fetched from the network.
public interface ModelCatalog {
  /// Empty for a pair that is not in the catalog; dated and prefixed model names are recognised.
  Optional<Facts> find(String provider, String model);

  /// What the name of a model reveals by itself, whoever offers the model and whether or not the
  /// catalog contains it. Cheap. By default a name reveals nothing.
  default Naming naming(String model) {
    return Naming.plain(model);
  }

  /// What a name reveals.
  ///
  /// @param model the name without the thinking effort that users may append to it
  /// @param effort the appended effort, as `off`, `low`, `medium`, `high` or `max`; null if none
  /// @param reasons whether models with such a name reason
  /// @param signer the family whose models accept each other's signatures at any provider; null if
  ///   only the provider itself accepts its own. Stored with messages, so it must never change
  record Naming(String model, @Nullable String effort, boolean reasons, @Nullable String signer) {
    /// A name that reveals nothing.
    public static Naming plain(String model) {
      return new Naming(model, null, false, null);
    }
  }

  /// Limits are in tokens, prices in US dollars per million tokens; null is unknown. `released` is
  /// a date such as `2025-08-07`, so that text order is chronological.
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

    /// Facts about a chat model of unknown age.
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

    /// A model of which nothing is known.
    public static final Facts UNKNOWN = new Facts(null, null, false, null, null, null, null);

    /// A model of which only the context limit is known.
    public static Facts ofLimit(int contextLimit) {
      return UNKNOWN.withContextLimit(contextLimit);
    }

    /// The same model with another context limit.
    public Facts withContextLimit(int limit) {
      return new Facts(
          limit,
          maxOutputTokens,
          reasoning,
          inputPrice,
          outputPrice,
          cacheReadPrice,
          cacheWritePrice,
          readsText,
          callsTools,
          released);
    }

    /// The same model, free of charge.
    public Facts withoutPrices() {
      return withPrices(null, null, null, null);
    }

    /// The same model at other prices.
    public Facts withPrices(ModelPrices prices) {
      return withPrices(prices.input(), prices.output(), prices.cacheRead(), prices.cacheWrite());
    }

    private Facts withPrices(
        @Nullable Double input,
        @Nullable Double output,
        @Nullable Double cacheRead,
        @Nullable Double cacheWrite) {
      return new Facts(
          contextLimit,
          maxOutputTokens,
          reasoning,
          input,
          output,
          cacheRead,
          cacheWrite,
          readsText,
          callsTools,
          released);
    }

    /// The price of a call in US dollars (1.39). Cached tokens, which are included in the input,
    /// have prices of their own, or else the price of input; empty when the price of input or
    /// output is unknown.
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
