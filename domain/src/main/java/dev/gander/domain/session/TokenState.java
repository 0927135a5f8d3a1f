package dev.gander.domain.session;

import dev.gander.domain.model.TokenUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a session has used: `usage` counts the last model call, `accumulated` all of them, and
/// `accumulatedCost` is what they cost in US dollars (null when unknown). In events an unknown
/// count is 0.
public record TokenState(
    TokenUsage usage, TokenUsage accumulated, @Nullable Double accumulatedCost) {
  public static final TokenState UNKNOWN =
      new TokenState(TokenUsage.UNKNOWN, TokenUsage.UNKNOWN, null);

  private static final TokenUsage NOTHING = new TokenUsage(0L, 0L, 0L, null, null);

  /// Adds a model call to the sums.
  ///
  /// @param current what is shown as the last call from now on
  /// @param used what the call used
  /// @param cost of the call; empty leaves the sum as it is
  public TokenState plus(TokenUsage current, TokenUsage used, Optional<Double> cost) {
    return new TokenState(
        current,
        accumulated.plus(used),
        cost.map(more -> (accumulatedCost == null ? 0 : accumulatedCost) + more)
            .orElse(accumulatedCost));
  }

  /// After the conversation was cleared: the model sees nothing now, and the sums stay.
  public TokenState cleared() {
    return new TokenState(NOTHING, accumulated, accumulatedCost);
  }
}
