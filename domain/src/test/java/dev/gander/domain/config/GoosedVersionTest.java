package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoosedVersionTest {
  @ParameterizedTest
  @CsvSource({"1.26, true", "v1.28.3, true", "' 1.29.0', false", "1.36, false", "2.0, false"})
  void versionsAreComparedAsNumbers(String text, boolean before) {
    assertEquals(
        Optional.of(before), GoosedVersion.parse(text).map(version -> version.isBefore(1, 29)));
  }

  @ParameterizedTest
  @CsvSource({"''", "newest", "1", "x1.26", "12345.1"})
  void otherTextsAreNone(String text) {
    assertEquals(Optional.empty(), GoosedVersion.parse(text));
  }

  @Test
  void theNewestIsBeforeNone() {
    assertFalse(GoosedVersion.NEWEST.isBefore(9999, 9999));
  }
}
