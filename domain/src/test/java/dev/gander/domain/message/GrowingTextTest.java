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
    assertEquals(expected.toString(), String.join("", text.pieces()));
    assertEquals(expected.toString(), text.toString());
    assertEquals(List.of(expected.toString()), text.pieces());
  }

  @Test
  void isBlankUntilThereIsALetter() {
    for (String blank : List.of("", " ", "\n".repeat(10_000))) {
      GrowingText text = GrowingText.of(blank);
      assertTrue(text.isBlank());
      text.append(" \u2003\t");
      assertTrue(text.isBlank());
      text.append("a");
      assertFalse(text.isBlank());
      text.append(" ".repeat(10_000));
      assertFalse(text.isBlank());
    }
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
