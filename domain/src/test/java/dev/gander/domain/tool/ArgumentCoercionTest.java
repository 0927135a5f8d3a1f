package dev.gander.domain.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentCoercionTest {
  @ParameterizedTest
  @CsvSource({
    "integer,5,5",
    "integer,5.0,5",
    "number,1.5,1.5",
    "integer,9007199254740993,9007199254740993",
    "number,1e2,100"
  })
  void textsBecomeNumbersWhereTheSchemaWantsThem(String type, String text, String expected) {
    assertEquals(
        new java.math.BigDecimal(expected),
        ((dev.gander.domain.json.JsonNumber) coerced(Json.of(type), Json.of(text))).value());
  }

  @ParameterizedTest
  @CsvSource({"integer,five", "integer,1e999999999", "boolean,yes", "string,5", "object,{}"})
  void whatCannotBeConvertedStays(String type, String text) {
    assertEquals(Json.of(text), coerced(Json.of(type), Json.of(text)));
  }

  @Test
  void truthValuesAreReadInAnyCase() {
    assertEquals(Json.of(true), coerced(Json.of("boolean"), Json.of("TRUE")));
  }

  @Test
  void theFirstFittingTypeOfSeveralCounts() {
    Json types = JsonArray.ofTexts(List.of("boolean", "integer"));
    assertEquals(Json.of(5), coerced(types, Json.of("5")));
  }

  @Test
  void aToolWhoseSchemaNamesNoPropertiesGetsNoArguments() {
    var call = new ToolCall("t", JsonObject.of("a", Json.of("1")));
    assertEquals(
        new ToolCall("t", null),
        ArgumentCoercion.coerce(call, new Tool("t", null, JsonObject.EMPTY, JsonObject.EMPTY)));
  }

  private static Json coerced(Json type, Json value) {
    JsonObject schema =
        JsonObject.of("properties", JsonObject.of("a", JsonObject.of("type", type)));
    ToolCall call =
        ArgumentCoercion.coerce(
            new ToolCall("t", JsonObject.of("a", value)),
            new Tool("t", null, schema, JsonObject.EMPTY));
    return java.util.Objects.requireNonNull(call.argumentsOrEmpty().get("a"));
  }
}
