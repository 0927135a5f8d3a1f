package dev.gander.domain.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.model.TokenUsage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenStateTest {
  private static final TokenUsage CALL = TokenUsage.of(10L, 5L, null);
  private static final TokenUsage SUMMARY = TokenUsage.of(5L, null, 5L);

  @Test
  void aCallIsAddedToTheSums() {
    TokenState once = TokenState.UNKNOWN.plus(CALL, CALL, Optional.of(0.25));

    assertEquals(new TokenState(CALL, CALL, 0.25), once);
    assertEquals(
        new TokenState(SUMMARY, TokenUsage.of(20L, 10L, 30L), 0.75),
        once.plus(SUMMARY, CALL, Optional.of(0.5)));
  }

  @Test
  void anUnknownCostLeavesTheSumAsItIs() {
    assertEquals(
        new TokenState(CALL, CALL, null), TokenState.UNKNOWN.plus(CALL, CALL, Optional.empty()));
    assertEquals(
        0.25,
        new TokenState(CALL, CALL, 0.25).plus(CALL, CALL, Optional.empty()).accumulatedCost());
  }

  @Test
  void clearingKeepsTheSums() {
    TokenUsage nothing = new TokenUsage(0L, 0L, 0L, null, null);

    assertEquals(new TokenState(nothing, CALL, 0.25), new TokenState(CALL, CALL, 0.25).cleared());
  }
}
