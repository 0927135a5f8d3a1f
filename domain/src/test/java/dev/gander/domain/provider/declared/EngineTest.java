package dev.gander.domain.provider.declared;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.InvalidShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTest {
  private static final Engine ACME = new Engine("acme");

  @ParameterizedTest
  @CsvSource({
    "acme,            true",
    "ACME,            true",
    "Acme_Compatible, true",
    "acme_,           false",
    "'acme ',         false",
    "acme2,           false",
    "'',              false"
  })
  void clientsWriteItInAnyCase(String word, boolean meant) {
    assertEquals(meant, ACME.isMeantBy(word));
  }

  @Test
  void oneThatNobodySpeaksIsNotRepeatedWhereFilesAreQuoted() {
    assertDoesNotThrow(() -> ACME.requireOneOf(List.of("other", "acme")));

    var failure =
        assertThrows(
            InvalidShape.class, () -> new Engine("hunter2").requireOneOf(List.of("other", "acme")));

    assertEquals(
        "engine: unknown variant `hunter2`, expected one of `acme`, `other`", failure.text());
    assertEquals("engine: unknown variant, expected one of `acme`, `other`", failure.unquoted());
  }
}
