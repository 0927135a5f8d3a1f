package dev.gander.application.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.testkit.store.InMemorySettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TypedSettingsTest {
  private final InMemorySettings settings = new InMemorySettings();
  private final TypedSettings typed = new TypedSettings(settings);

  @Test
  void aTextThatLooksLikeTheTypeCounts() {
    settings.put("n", Json.of(" 300 "));
    settings.put("t", Json.of("TRUE"));

    assertEquals(OptionalLong.of(300), typed.integer("n"));
    assertEquals(OptionalDouble.of(300), typed.decimal("n"));
    assertEquals(Optional.of(true), typed.truth("t"));
  }

  @Test
  void nullAndNothingAreNotSet() {
    settings.put("n", JsonNull.NULL);

    assertEquals(Optional.empty(), typed.text("n"));
    assertEquals(OptionalLong.empty(), typed.integer("n"));
    assertEquals(Optional.empty(), typed.truth("absent"));
  }

  @Test
  void aNumberIsATextToo() {
    settings.put("n", Json.of(123));

    assertEquals(Optional.of("123"), typed.text("n"));
  }

  @Test
  void aNumberOfAnyExponentIsAShortText() {
    settings.put("large", new JsonNumber(new BigDecimal("1.5e3")));
    settings.put("tiny", new JsonNumber(new BigDecimal("1e-999999999")));

    assertEquals(Optional.of("1500"), typed.text("large"));
    assertEquals(Optional.of("1E-999999999"), typed.text("tiny"));
  }

  @Test
  void aTextOfTooManyDigitsIsNoNumber() {
    settings.put("n", Json.of("9".repeat(1_900_000)));

    assertTimeout(
        Duration.ofSeconds(10), () -> assertThrows(InvalidInput.class, () -> typed.integer("n")));
  }

  @Test
  void whatIsOfAnotherKindIsRefusedByName() {
    settings.put("n", Json.of("many"));
    settings.put("half", Json.of(0.5));
    settings.put("list", JsonArray.EMPTY);

    assertThrows(InvalidInput.class, () -> typed.integer("n"));
    assertThrows(InvalidInput.class, () -> typed.integer("half"));
    assertThrows(InvalidInput.class, () -> typed.truth("n"));
    var failure = assertThrows(InvalidInput.class, () -> typed.text("list"));
    assertEquals("The setting list must be a text", failure.text());
  }
}
