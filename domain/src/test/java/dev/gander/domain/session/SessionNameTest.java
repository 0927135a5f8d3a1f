package dev.gander.domain.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNameTest {
  @Test
  void aChosenNameIsTrimmedAndStays() {
    SessionName chosen = SessionName.chosen("  Pond ");

    assertEquals(new SessionName("Pond", true), chosen);
    assertEquals(chosen, chosen.orSuggested("Lake"));
  }

  @Test
  void aSuggestedNameGivesWayToTheNext() {
    assertEquals(
        SessionName.suggested("Lake"), SessionName.suggested("New Chat").orSuggested("Lake"));
  }

  @Test
  void twoHundredBytesAreTheLimit() {
    assertEquals("ü".repeat(100), SessionName.chosen("ü".repeat(100)).text());
    String long201 = "ü".repeat(100) + "x";
    assertThrows(InvalidInput.class, () -> SessionName.chosen(long201));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n\t"})
  void aBlankNameIsNone(String blank) {
    assertThrows(InvalidInput.class, () -> SessionName.chosen(blank));
  }
}
