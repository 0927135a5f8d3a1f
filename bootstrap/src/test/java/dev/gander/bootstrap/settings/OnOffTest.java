package dev.gander.bootstrap.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnOffTest {
  @ParameterizedTest
  @ValueSource(strings = {"on", "ON", "true", "1", "Yes"})
  void isOn(String text) {
    assertTrue(OnOff.of(Map.of("X", text), "X", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "Off", "false", "0", "no"})
  void isOff(String text) {
    assertFalse(OnOff.of(Map.of("X", text), "X", true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isAsUsualWhenNothingIsSaid(boolean usually) {
    assertEquals(usually, OnOff.of(Map.of("X", "", "Y", "on"), "X", usually));
    assertEquals(usually, OnOff.of(Map.of(), "X", usually));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "2", "onn", "disabled"})
  void anythingElseIsRefusedByName(String text) {
    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> OnOff.of(Map.of("X", text), "X", true));

    assertEquals("X must be on or off, not `" + text + "`", refused.text());
  }
}
