package dev.gander.domain.json;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Latin1Test {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ÿ\u0000é"})
  void textsOfSmallCharactersAreRecognized(String text) {
    assertTrue(Latin1.isKnown(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ā", "aaaa雁", "🪿", "\ud83e", "\udebf", "e\u0301"})
  void noOtherTextIsTakenForOne(String text) {
    assertFalse(Latin1.isKnown(text));
  }
}
