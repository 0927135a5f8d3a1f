package dev.gander.domain.localmodel;

import org.jspecify.annotations.Nullable;

/// How the next token is chosen.
public sealed interface TokenSampling {
  TokenSampling USUAL = new Temperature(0.8, 40, 0.95, 0.05, null);

  /// Always the likeliest.
  record Greedy() implements TokenSampling {}

  /// Random among the likely ones.
  ///
  /// @param seed null for another one each time
  record Temperature(double temperature, int topK, double topP, double minP, @Nullable Long seed)
      implements TokenSampling {}

  /// Random with steady surprise.
  ///
  /// @param seed null for another one each time
  record Mirostat(double tau, double eta, @Nullable Long seed) implements TokenSampling {}
}
