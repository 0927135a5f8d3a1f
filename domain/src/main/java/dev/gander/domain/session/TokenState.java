package dev.gander.domain.session;

import dev.gander.domain.model.TokenUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session's token usage: `usage` is that of the last model call, `accumulated` the sum of all
/// calls, and `accumulatedCost` their price in US dollars (null if unknown). In events an unknown
/// count is 0.
public record TokenState(
    TokenUsage usage, TokenUsage accumulated, @Nullable Double accumulatedCost) {
  public static final TokenState UNKNOWN =
      new TokenState(TokenUsage.UNKNOWN, TokenUsage.UNKNOWN, null);

  private static final TokenUsage NOTHING = new TokenUsage(0L, 0L, 0L, null, null);

  /// Adds a model call to the sums.
  ///
  /// @param current shown as the last call from now on
  /// @param used the call's own usage
  /// @param cost of the call; empty leaves the sum unchanged
  public TokenState plus(TokenUsage current, TokenUsage used, Optional<Double> cost) {
    return new TokenState(
        current,
        accumulated.plus(used),
        cost.map(more -> (accumulatedCost == null ? 0 : accumulatedCost) + more)
            .orElse(accumulatedCost));
  }

  /// The state after the conversation was cleared: the model sees nothing, and the sums remain.
  public TokenState cleared() {
    return new TokenState(NOTHING, accumulated, accumulatedCost);
  }
}
