package dev.gander.adapters.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JniTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "Zoë 語 \uE0A0", "a 😀 b 👩‍👩‍👧 c 𝄞"})
  void textsComeBackAsTheyWere(String text) {
    assertEquals(text, JniText.unwrap(JniText.wrap(text)));
  }

  @Test
  void nothingOnTheWayNeedsMoreThanOneUnit() {
    String wrapped = JniText.wrap("a 😀 \uD83D \u0000 b");

    assertTrue(wrapped.chars().noneMatch(c -> Character.isSurrogate((char) c) || c == 0));
    assertEquals("a 😀 \uFFFD \uFFFD b", JniText.unwrap(wrapped));
  }
}
