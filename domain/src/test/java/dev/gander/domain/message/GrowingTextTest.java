package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingTextTest {
  @Test
  void fragmentsOfAllLengthsAreJoinedInOrder() {
    GrowingText text = new GrowingText();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      for (String fragment : List.of("a" + i, "🪿", "", "b".repeat(i * 50))) {
        text.append(fragment);
        expected.append(fragment);
      }
      if (i % 100 == 0) {
        assertEquals(expected.toString(), text.toString());
      }
    }
    assertEquals(expected.toString(), text.toString());
    assertEquals(expected.toString(), text.toString());
  }

  @Test
  void isEmptyUntilThereIsAText() {
    for (String fragment : List.of("a", "a".repeat(10_000))) {
      GrowingText text = new GrowingText();
      text.append("");
      assertTrue(text.isEmpty());
      assertEquals("", text.toString());
      text.append(fragment);
      assertFalse(text.isEmpty());
      assertEquals(fragment, text.toString());
      assertFalse(text.isEmpty());
    }
  }
}
