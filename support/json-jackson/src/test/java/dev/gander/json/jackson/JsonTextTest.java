package dev.gander.json.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    InputStream text = utf8("{\"a\":1,\"b\":{\"c\":1,\"c\":2},\"a\":3}");
    assertEquals("{\"a\":3,\"b\":{\"c\":2}}", JsonText.write(JsonText.parse(text, repeated::add)));
    assertEquals(List.of("a"), repeated);
  }

  @Test
  void aStreamIsReadToItsEndAndStaysOpen() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream text =
        new FilterInputStream(utf8("[\"ä\"] \n ")) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    assertEquals(JsonArray.of(Json.of("ä")), JsonText.parse(text, _ -> {}));
    assertEquals(-1, text.read());
    assertFalse(closed[0]);
    assertThrows(JsonSyntaxException.class, () -> JsonText.parse(utf8("[] x"), _ -> {}));
  }

  private static InputStream utf8(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Around the ends of a parser's buffers.
  private static final int[] PLACES =
      IntStream.range(3980, 4020).flatMap(at -> IntStream.of(at, 2 * at)).toArray();

  /// A parser has room for 4,000 characters, of the input and of a string.
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "\\n, '\n'",
    "\\\", \"",
    "\\u0041, A",
    "ß, ß",
    "🪿, 🪿",
    "\\ud83e\\udebf, 🪿",
    "雁\\\\, 雁\\"
  })
  void aLongTextMayEndOrHaveAnEscapeAnywhere(String written, String read) {
    for (int before : PLACES) {
      String begin = "a goose ".repeat(before / 8) + "x".repeat(before % 8);
      for (String end : List.of("", "y")) {
        String json = "[\"" + begin + written + end + "\",\"z\"]";
        Json expected = JsonArray.of(Json.of(begin + read + end), Json.of("z"));
        assertEquals(expected, JsonText.parse(json));
        assertEquals(expected, JsonText.parse(json.getBytes(StandardCharsets.UTF_8)));
        assertEquals(expected, JsonText.parseMending(List.of(json)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\", "\\u", "\\u12", "\\x\"]", "\n\"]", "\t", "\u0000\"]"})
  void whatIsWrongWithALongTextIsToldAsForAShortOne(String wrong) {
    String told = withoutPlace(problem("[\"" + wrong));
    for (int before : PLACES) {
      String begin = "[\"" + "x".repeat(before);
      JsonSyntaxException problem = problem(begin + wrong);
      assertEquals(told, withoutPlace(problem), () -> wrong + " after " + before);
      assertEquals(1, problem.line());
    }
  }

  private static JsonSyntaxException problem(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return assertThrows(JsonSyntaxException.class, () -> JsonText.parse(utf8));
  }

  /// Tokens share a buffer: nothing of a long one may remain for those after it.
  @Test
  void longTokensOfAllKindsFollowEachOther() {
    String name = "🪿name".repeat(3000);
    String text = "text\n".repeat(5000);
    JsonObject object =
        JsonObject.builder()
            .put(name, text)
            .put("short", "ä")
            .put("numbers", JsonArray.of(Json.of(1), JsonText.parse("-1.5e-7")))
            .put("again", text)
            .put("x" + name, "")
            .build();

    assertEquals(object, JsonText.parse(JsonText.write(object)));
    assertThrows(
        JsonSyntaxException.class, () -> JsonText.parse("[\"" + name + "\"," + "1".repeat(9000)));
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

  /// Long texts are read and written in pieces, which must not show: with any shift, some pair lies
  /// across the end of a piece.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "🪿",
        "ab\"\\\n\u0001",
        "ß",
        "雁\u007f",
        "words and a 🪿",
        "abcd\"efghi雁\u0001jklß"
      })
  void longTextsAreReadAndWrittenLikeShortOnes(String unit) {
    for (String shift : List.of("", "x", "xx")) {
      String text = shift + unit.repeat(100_000);
      String json = "\"" + shift + written(unit).repeat(100_000) + "\"";

      assertEquals(json, JsonText.write(Json.of(text)));
      assertEquals(json, new String(JsonText.bytes(Json.of(text)), StandardCharsets.UTF_8));
      assertEquals(Json.of(text), JsonText.parse(json));
      assertEquals(Json.of(text), JsonText.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String written(String text) {
    String json = JsonText.write(Json.of(text));
    return json.substring(1, json.length() - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"🪿", "goose 🪿", "a goose 🪿", "one goose 🪿", "goose: 雁"})
  void halfACharacterInALongTextIsTreatedLikeAnyOther(String unit) {
    String long1 = unit.repeat(50_000);
    assertEquals(
        "\"" + long1 + "?" + long1 + "?\"",
        JsonText.write(Json.of(long1 + "\udebf" + long1 + "\ud83e")));
    String half = "\"" + long1 + "\\ud83e " + long1 + "\"";
    assertThrows(JsonSyntaxException.class, () -> JsonText.parse(half));
    assertEquals(Json.of(long1 + "\uFFFD " + long1), JsonText.parseMending(half));
  }

  /// Characters are looked at by eights, and long texts in pieces.
  @ParameterizedTest
  @ValueSource(ints = {0, 5000, 8192 - 24})
  void halfACharacterIsFoundWhereverItIs(int before) {
    for (int place = 0; place < 40; place++) {
      String begin = "x".repeat(before + place);
      String end = "y".repeat(40 - place) + "雁";
      String whole = begin + "🪿" + end;
      assertEquals(Json.of(whole), JsonText.parse("\"" + whole + "\""));
      assertEquals(Json.of(whole), JsonText.parse("\"" + begin + "\\ud83e\\udebf" + end + "\""));
      for (String half : List.of("\\ud83e", "\\udebf", "🪿\\udebf", "\\ud83e🪿")) {
        String broken = "\"" + begin + half + end + "\"";
        assertThrows(JsonSyntaxException.class, () -> JsonText.parse(broken), broken);
      }
    }
  }

  /// Long texts of ASCII have another parser, which guesses encodings and counts bytes.
  @ParameterizedTest
  @ValueSource(strings = {"x", "ü", "雁"})
  void aLongTextIsAsStrictlyReadAsAShortOne(String letter) {
    String pad = letter.repeat(5000);
    assertEquals(Json.of(pad + "/\n"), JsonText.parse("\"" + pad + "\\u002f\\n\""));
    for (String broken :
        List.of(
            "\0[\0]%s", "\0\0\0[%s", "[\"%s\n\"]", "[\"%s\"", "[\"%s\", 1e999]", "[\"%s\"] []")) {
      JsonSyntaxException shortOne =
          assertThrows(
              JsonSyntaxException.class, () -> JsonText.parse(broken.formatted(letter)), broken);
      JsonSyntaxException longOne =
          assertThrows(
              JsonSyntaxException.class, () -> JsonText.parse(broken.formatted(pad)), broken);
      assertEquals(withoutPlace(shortOne), withoutPlace(longOne), broken);
      assertEquals(shortOne.line(), longOne.line(), broken);
    }
  }

  private static String withoutPlace(JsonSyntaxException e) {
    return e.getMessage().replaceAll("column \\d+", "");
  }

  @ParameterizedTest
  @CsvSource({
    "\\ud83e, \uFFFD",
    "a\\udebfb, a\uFFFDb",
    "\\ud83e\\ud83e\\udebf, \uFFFD🪿",
    "\\udebf\\ud83e, \uFFFD\uFFFD",
    "🪿\\ud83e\\udebf, 🪿🪿"
  })
  void halfACharacterOfAModelIsReplaced(String written, String read) {
    String json = "{\"a\":[\"" + written + "\"]}";
    JsonObject expected = JsonObject.of("a", JsonArray.of(Json.of(read)));
    assertEquals(expected, JsonText.parseMending(json));
    assertEquals(expected, JsonText.parseMending(json.getBytes(StandardCharsets.UTF_8)));
    for (int cut = 0; cut <= json.length(); cut++) {
      List<String> pieces = List.of("", json.substring(0, cut), "", json.substring(cut), "");
      assertEquals(expected, JsonText.parseMending(pieces));
    }
  }

  @Test
  void anythingElseThatIsNoJsonIsNotMended() {
    assertThrows(JsonSyntaxException.class, () -> JsonText.parseMending("{\"a\":\"b"));
    assertThrows(
        JsonSyntaxException.class, () -> JsonText.parseMending(new byte[] {'"', (byte) 0xff, '"'}));
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
