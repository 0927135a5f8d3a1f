package dev.gander.domain.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FenceTest {
  private static final Fence FIRST = new Fence(1);
  private static final Fence SECOND = new Fence(2);

  @Test
  void aHigherNumberMakesLowerOnesStale() {
    assertTrue(FIRST.isStaleAfter(SECOND));
    assertFalse(FIRST.isStaleAfter(FIRST));
    assertFalse(SECOND.isStaleAfter(FIRST));
  }

  @Test
  void noneIsNeverStaleAndMakesNothingStale() {
    assertFalse(Fence.NONE.isStaleAfter(SECOND));
    assertFalse(FIRST.isStaleAfter(Fence.NONE));
  }

  @Test
  void theHigherNumberIsKept() {
    assertEquals(SECOND, FIRST.orHigher(SECOND));
    assertEquals(SECOND, SECOND.orHigher(FIRST));
    assertEquals(FIRST, FIRST.orHigher(Fence.NONE));
  }

  @Test
  void numbersAreNotNegative() {
    assertThrows(IllegalArgumentException.class, () -> new Fence(-1));
  }
}
