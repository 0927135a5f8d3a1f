package dev.gander.domain.turn;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.Session;
import org.jspecify.annotations.Nullable;

/// The token counts that events carry: `usage` of the last model call, `accumulated` of all of
/// them, and what they cost in US dollars (null when unknown). On the wire an unknown count is 0.
public record TokenState(
    TokenUsage usage, TokenUsage accumulated, @Nullable Double accumulatedCost) {
  public static final TokenState UNKNOWN =
      new TokenState(TokenUsage.UNKNOWN, TokenUsage.UNKNOWN, null);

  public static TokenState of(Session session) {
    return new TokenState(session.usage(), session.accumulatedUsage(), session.accumulatedCost());
  }
}
