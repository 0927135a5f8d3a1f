package dev.gander.domain.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigTest {
  @ParameterizedTest
  @CsvSource({
    "0.123456789, 0.12345679",
    "0.7, 0.7",
    "0.699999988079071, 0.7",
    "1, 1.0",
    "0, 0.0",
    "1e300, 3.4028235E+38",
  })
  void aTemperatureIsTheShortestDecimalOfIts32Bits(String given, String kept) {
    JsonObject json =
        ModelConfig.of("m").toJson().with("temperature", new JsonNumber(new BigDecimal(given)));

    assertEquals(
        new JsonNumber(new BigDecimal(kept)), ModelConfig.read(json).toJson().get("temperature"));
  }
}
