package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Words in `config.yaml` and in the environment that look like numbers and are none.
class UnusualNumbersTest {
  @TempDir Path folder;
  private Path file;
  private Settings settings;

  @BeforeEach
  void open() {
    file = folder.resolve("config.yaml");
    settings = with(Map.of());
  }

  private Settings with(Map<String, String> environment) {
    return new YamlSettings(environment, List.of(), file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345e6789012345",
        "8e12345678901",
        "1e-6789012345",
        "1e400",
        "-1e999999999",
        "1e309",
        "+2e308"
      })
  void whatIsNoFiniteDoubleIsAText(String word) throws IOException {
    Files.writeString(file, "A: " + word + "\n");

    assertEquals(Optional.of(Json.of(word)), settings.find("A"));
    assertEquals(Optional.of(Json.of(word)), with(Map.of("KEY", word)).find("KEY"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345e6789012345", "1e400", "0xffffffffffffffffffff", "1e3", "017"})
  void textThatAnotherProgramCouldTakeForANumberIsQuoted(String word) throws IOException {
    settings.put("A", Json.of(word));

    assertEquals("A: '" + word + "'\n", Files.readString(file));
    assertEquals(Optional.of(Json.of(word)), settings.find("A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e308", "-1.7976931348623157E+308", "1e-400", "4.90", "0x7fffffffffffffff1"})
  void finiteNumbersStayAsTheyAre(String word) throws IOException {
    BigDecimal number =
        word.startsWith("0x")
            ? new BigDecimal(new BigInteger(word.substring(2), 16))
            : new BigDecimal(word);
    Files.writeString(file, "A: " + word + "\n");

    assertEquals(Optional.of(new JsonNumber(number)), settings.find("A"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0x", "0o", "1.", "-"})
  void longTextOfDigitsIsWrittenAndReadAtOnce(String before) {
    Json digits = Json.of(before + "7".repeat(1_900_000));

    assertTimeout(Duration.ofSeconds(20), () -> settings.put("A", digits));

    assertEquals(Optional.of(digits), settings.find("A"));
  }

  @Test
  void longWordOfDigitsIsAText() throws IOException {
    String digits = "7".repeat(1_900_000);
    Files.writeString(file, "A: " + digits + "\n");

    assertEquals(
        Optional.of(Json.of(digits)),
        assertTimeout(Duration.ofSeconds(20), () -> settings.find("A")));
  }
}
