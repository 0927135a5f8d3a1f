package dev.gander.json.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"b\":1,\"a\":[1.0,1.50,-0.25,true,false,null,\"ä\\n\\\"😀\"]}",
        "12345678901234567890123",
        "9223372036854775807",
      })
  void writesWhatItRead(String text) {
    assertEquals(text, JsonText.write(JsonText.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1,}",
        "[1,]",
        "NaN",
        "+1",
        "01",
        "{} x",
        "// c\n1",
        "\"\\ud800\"",
        "\uFEFF{}",
        "'a'",
        "{\"a\" 1}",
        "\"a\nb\"",
        "tru",
      })
  void refusesWhatIsNoJson(String text) {
    assertThrows(JsonSyntaxException.class, () -> JsonText.parse(text));
  }

  @Test
  void saysWhereTheMistakeIs() {
    var failure = assertThrows(JsonSyntaxException.class, () -> JsonText.parse("{\n  \"a\": x\n}"));
    assertEquals(2, failure.line());
    var unfinished = assertThrows(JsonSyntaxException.class, () -> JsonText.parse("{\"a\": 1"));
    assertEquals(
        "Unexpected end-of-input: expected close marker for Object at line 1 column 8",
        unfinished.getMessage());
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertThrows(
        JsonSyntaxException.class, () -> JsonText.parse(new byte[] {'"', (byte) 0xff, '"'}));
    assertThrows(
        JsonSyntaxException.class,
        () -> JsonText.parse("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  void refusesBottomlessNesting() {
    assertThrows(JsonSyntaxException.class, () -> JsonText.parse("[".repeat(100_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e309", "[0.1e999999999]", "1e99999999999999999999"})
  void refusesNumbersThatNoDoubleHolds(String text) {
    assertThrows(JsonSyntaxException.class, () -> JsonText.parse(text));
    assertThrows(JsonSyntaxException.class, () -> JsonText.parse("1" + "0".repeat(400)));
  }

  @Test
  void indentsByTwoBlanks() {
    assertEquals(
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ]\n}",
        JsonText.pretty(JsonText.parse("{\"a\":[1,{\"b\":null}]}")));
  }

  @Test
  void membersThatComeTwiceOutsideAreReported() {
    List<String> repeated = new ArrayList<>();
    byte[] text = "{\"a\":1,\"b\":{\"c\":1,\"c\":2},\"a\":3}".getBytes(StandardCharsets.UTF_8);
    assertEquals("{\"a\":3,\"b\":{\"c\":2}}", JsonText.write(JsonText.parse(text, repeated::add)));
    assertEquals(List.of("a"), repeated);
  }

  @Test
  void writesTextsOfAnyScriptAsTheyAre() {
    String text = "{\"ß🪿\":\"雁 🪿 \\\"\\\\ \\u0001\"}";
    assertEquals(text, JsonText.write(JsonText.parse(text)));
    assertEquals(text, new String(JsonText.bytes(JsonText.parse(text)), StandardCharsets.UTF_8));
  }

  @Test
  void halfACharacterBecomesAQuestionMark() {
    assertEquals("\"cut ?\"", JsonText.write(Json.of("cut \ud83e")));
    assertEquals("\"? tail\"", JsonText.write(Json.of("\udebf tail")));
  }

  @Test
  void longArrayTakesThePlaceOfAMember() throws IOException {
    JsonObject object = JsonObject.of("a", JsonNull.NULL);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();

    JsonText.write(object, "a", List.of(Json.of(1), JsonObject.EMPTY).iterator(), line);
    JsonText.pretty(object, "a", List.of(Json.of(1)).iterator(), lines);

    assertEquals("{\"a\":[1,{}]}", line.toString(StandardCharsets.UTF_8));
    assertEquals("{\n  \"a\": [\n    1\n  ]\n}", lines.toString(StandardCharsets.UTF_8));
  }
}
