package dev.gander.domain.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
  private static final Json LIST = JsonArray.of(Json.of(1));

  /// The rule: a value of the wrong type is named by kind, and shown unless it may be long.
  @Test
  void whatIsWrongIsToldByItsKind() {
    assertWrong("map", JsonObject.of("a", Json.of(1)));
    assertWrong("sequence", LIST);
    assertWrong("boolean `true`", Json.of(true));
    assertWrong("integer `7`", Json.of(7));
    assertWrong("floating point `1.5`", Json.of(1.5));
    assertWrong("floating point `1.0`", Json.of(1.0));
    assertWrong("null", JsonNull.NULL);
    assertEquals(
        "invalid type: string \"x\", expected a boolean",
        refusal(JsonFields::asBool, Json.of("x")).text());
    assertEquals(
        "invalid type: string, expected a boolean",
        refusal(JsonFields::asBool, Json.of("x")).unquoted());
  }

  private static void assertWrong(String kind, Json value) {
    assertEquals(
        "invalid type: " + kind + ", expected a string", refusal(JsonFields::asText, value).text());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void whatFitsIn32BitsIsAnInt(long number) {
    assertEquals(number, JsonFields.asInt(Json.of(number)));
  }

  @ParameterizedTest
  @ValueSource(longs = {Integer.MIN_VALUE - 1L, Integer.MAX_VALUE + 1L, Long.MIN_VALUE})
  void whatDoesNotFitIn32BitsIsNone(long number) {
    assertEquals(
        "invalid value: integer `" + number + "`, expected i32",
        refusal(JsonFields::asInt, Json.of(number)).text());
  }

  @Test
  void anUnsignedNumberBeginsWith0() {
    assertEquals(0, JsonFields.asUnsigned(Json.of(0)));
    assertEquals(
        "invalid value: integer `-1`, expected u64",
        refusal(JsonFields::asUnsigned, Json.of(-1)).text());
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807,  true",
    "9223372036854775808,  false",
    "-9223372036854775808, true",
    "-9223372036854775809, false",
    "1.0,                  false",
    "1e3,                  false"
  })
  void whatFitsIn64BitsIsAnInteger(String written, boolean fits) {
    OptionalLong integer = JsonNumber.parse(written).orElseThrow().integer();

    assertEquals(fits ? OptionalLong.of(Long.parseLong(written)) : OptionalLong.empty(), integer);
  }

  @Test
  void aCheckSeesWhatIsReadAndNothingElse() {
    List<String> seen = new ArrayList<>();
    JsonObject object =
        JsonObject.of("a", Json.of("x")).with("b", JsonNull.NULL).with("c", Json.of(true));
    JsonFields fields = new JsonFields(object, (name, value) -> seen.add(name + "=" + value));

    assertEquals("x", fields.text("a"));
    assertNull(fields.optionalText("b"));
    assertNull(fields.optionalText("missing"));

    assertEquals(List.of("a=" + Json.of("x")), seen);
  }

  @Test
  void aProblemInAListSaysInWhichItem() {
    JsonArray list = JsonArray.of(JsonObject.of("a", Json.of("x")), JsonObject.of("a", Json.of(5)));
    Function<Json, String> item = value -> JsonFields.of(value).text("a");

    assertEquals(
        "list[1].a: invalid type: integer `5`, expected a string",
        refusal(
                value -> JsonFields.of(value).required("list", JsonFields.listOf(item)),
                JsonObject.of("list", list))
            .text());
    assertEquals(
        "list[0]: missing field `a`",
        refusal(
                value -> JsonFields.of(value).required("list", JsonFields.listOf(item)),
                JsonObject.of("list", JsonArray.of(JsonObject.EMPTY)))
            .text());
  }

  @Test
  void whatWasBuiltIsNotChangedByItsBuilder() {
    JsonObject.Builder builder = JsonObject.builder().put("a", 1);
    JsonObject first = builder.build();
    JsonObject second = builder.put("b", 2).build();
    builder.put("c", 3);

    assertEquals(JsonObject.of("a", Json.of(1)), first);
    assertEquals(first.with("b", Json.of(2)), second);
  }

  private static InvalidShape refusal(Function<Json, ?> reader, Json value) {
    return assertThrows(InvalidShape.class, () -> reader.apply(value));
  }
}
