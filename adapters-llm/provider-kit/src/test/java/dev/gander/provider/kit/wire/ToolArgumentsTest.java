package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.GrowingText;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolArgumentsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "[1]", "\"text\"", "null"})
  void nothingAndNoObjectMeanNoArguments(String raw) {
    assertEquals("{}", arguments(raw));
  }

  @Test
  void lineBreaksInsideStringsAreForgiven() {
    assertEquals("{\"a\":\"one\\n\\ttwo \\\" x\"}", arguments("{\n\"a\":\"one\n\ttwo \\\" x\"\n}"));
  }

  /// Wherever they were cut.
  @ParameterizedTest
  @CsvSource({
    "'{\"a\":\"%sgoose 🪿\",\"b\":[1,{}]} ', '{\"a\":\"%sgoose 🪿\",\"b\":[1,{}]}'",
    "'{\"a\":\"%sx\\ud83ey\"}', '{\"a\":\"%sx\uFFFDy\"}'",
    "'{\"a\":\"%s\\ud83e\\udebf\"}', '{\"a\":\"%s🪿\"}'",
    "'{\"a\":\"%sone\ntwo\"}', '{\"a\":\"%sone\\ntwo\"}'",
    "'{\"a\":\"%sb', break off",
    "'{a: \"%s\"}', no valid JSON"
  })
  void longArgumentsMayComeInPieces(String form, String expected) {
    String filler = "雁 goose ".repeat(2000);
    String raw = form.formatted(filler);
    for (int cut = 0; cut < 40; cut++) {
      for (int place : new int[] {cut, raw.length() / 2 + cut, raw.length() - cut}) {
        GrowingText pieces = GrowingText.of(raw.substring(0, place));
        pieces.append(raw.substring(place));
        Outcome<ToolCall> call =
            ToolArguments.request("t1", "shell", pieces, JsonObject.EMPTY).call();
        String read =
            switch (call) {
              case Outcome.Success<ToolCall>(ToolCall made) ->
                  JsonText.write(made.argumentsOrEmpty());
              case Outcome.Failure<ToolCall>(String error) -> error;
            };
        assertTrue(read.contains(expected.formatted(filler)), "cut at " + place);
      }
    }
  }

  @Test
  void halfACharacterIsReplaced() {
    assertEquals("{\"a\":\"x\uFFFDy\"}", arguments("{\"a\":\"x\\ud83ey\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":\"b", "{\"a\":1", "{\"a\":[1,2", "{\"a\":\"x\\", "{\"a\":[1}", "{\"a\":"})
  void whatWasCutOffIsRefused(String raw) {
    String error = error(raw);
    assertTrue(error.startsWith("-32602: Could not interpret tool use parameters for id t1"));
    assertTrue(error.contains("break off"), error);
    assertTrue(error.contains("Received " + raw.length() + " characters"), error);
  }

  @Test
  void nonsenseIsRefusedWithItsReason() {
    assertTrue(error("{a: 1}").contains("no valid JSON"));
    assertTrue(error("hello").contains("no valid JSON"));
  }

  @Test
  void onlyTheEndOfLongArgumentsIsRepeated() {
    String error = error("{\"a\":\"" + "x".repeat(5000) + "END");
    assertTrue(error.endsWith("xEND"), error);
    assertTrue(error.length() < 500);
  }

  private static String arguments(String raw) {
    Outcome<ToolCall> call = ToolArguments.request("t1", "shell", raw, JsonObject.EMPTY).call();
    assertInstanceOf(Outcome.Success.class, call);
    return JsonText.write(((Outcome.Success<ToolCall>) call).value().argumentsOrEmpty());
  }

  private static String error(String raw) {
    Outcome<ToolCall> call = ToolArguments.request("t1", "shell", raw, JsonObject.EMPTY).call();
    assertInstanceOf(Outcome.Failure.class, call);
    return ((Outcome.Failure<ToolCall>) call).error();
  }
}
