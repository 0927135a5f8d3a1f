package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyNameTest {
  @ParameterizedTest
  @CsvSource({
    "claude-3, true, true",
    "Claude-3, true, true",
    "my-CLAUDE, false, true",
    "claud, false, false",
    "'', false, false"
  })
  void isRecognizedInAnyCase(String model, boolean begins, boolean contains) {
    assertEquals(begins, FamilyName.begins(model, "claude"));
    assertEquals(contains, FamilyName.contains(model, "claude"));
  }
}
