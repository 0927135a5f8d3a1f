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

  /// Whatever is in them, and wherever they were cut.
  @ParameterizedTest
  @ValueSource(
      strings = {
        " {\"a\":\"goose 🪿\",\"b\":[1,{}]} ",
        "{\"a\":\"x\\ud83ey\"}",
        "{\"a\":\"one\ntwo\"}",
        "{\"a\":\"b",
        "{a: \"a\"}",
        " "
      })
  void longPiecesMeanTheSameAsTheWhole(String form) {
    String filler = "雁 ".repeat(3000);
    String raw = form.isBlank() ? form.repeat(12_000) : form.replace("\"a\"", "\"" + filler + "\"");
    Outcome<ToolCall> whole = ToolArguments.request("t1", "shell", raw, JsonObject.EMPTY).call();
    for (int cut = raw.length() - 40; cut <= raw.length(); cut++) {
      GrowingText pieces = GrowingText.of(raw.substring(0, cut));
      pieces.append(raw.substring(cut));
      assertEquals(
          whole, ToolArguments.request("t1", "shell", pieces, JsonObject.EMPTY).call(), raw);
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
