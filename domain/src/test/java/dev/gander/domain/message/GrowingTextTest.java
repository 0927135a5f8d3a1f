package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
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
  void whatIsReadIsWhatWouldBePutTogether() throws IOException {
    GrowingText text = new GrowingText();
    assertEquals("", text.reader().readAllAsString());
    for (int i = 0; i < 300; i++) {
      for (String fragment : List.of("a" + i, "🪿".substring(0, 1), "", "b".repeat(i * 50))) {
        text.append(fragment);
      }
      Reader begun = text.reader();
      assertEquals(0, begun.read(new char[9], 0, 0));
      char[] first = new char[3];
      assertEquals(2, begun.read(first, 1, 2));
      assertEquals('\0', first[0]);
      text.append("more");
      String rest = begun.readAllAsString();
      assertEquals(-1, begun.read());
      String whole = String.valueOf(first, 1, 2) + rest + "more";
      assertEquals(whole.length(), text.length());
      if (i % 50 == 0) {
        assertEquals(whole, text.toString());
      }
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
