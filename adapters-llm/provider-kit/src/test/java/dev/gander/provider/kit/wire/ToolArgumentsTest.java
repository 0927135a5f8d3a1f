package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.GrowingText;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import java.util.List;
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

  /// Whole ones, and such that have to be repaired or refused.
  @ParameterizedTest
  @ValueSource(strings = {"\"}", "\", \"b\": [1]}", "\n\"}", "\\ud83e\"}", "\"", "\", }", "\"} x"})
  void hugeFragmentsAreReadLikeTheirText(String end) {
    GrowingText fragments = new GrowingText();
    fragments.append("{\"a\":\"");
    for (int i = 0; i < 300; i++) {
      fragments.append("\\\"ä\ud83e".repeat(1000));
      fragments.append("\udebf");
    }
    fragments.append(end);

    assertEquals(
        ToolArguments.request("t1", "shell", fragments.toString(), JsonObject.EMPTY),
        ToolArguments.request("t1", "shell", fragments, JsonObject.EMPTY));
  }

  @Test
  void hugeArgumentsThatAreNoneMeanNone() {
    for (String raw : List.of(" ".repeat(2_000_000), "[\"" + "x".repeat(2_000_000) + "\"]")) {
      GrowingText text = new GrowingText();
      text.append(raw);
      assertEquals(
          new Content.ToolRequest("t1", Outcome.success(new ToolCall("shell", JsonObject.EMPTY))),
          ToolArguments.request("t1", "shell", text, JsonObject.EMPTY));
    }
  }

  private static String arguments(String raw) {
    Outcome<ToolCall> call = ToolArguments.parse("t1", "shell", raw);
    assertInstanceOf(Outcome.Success.class, call);
    return JsonText.write(((Outcome.Success<ToolCall>) call).value().argumentsOrEmpty());
  }

  private static String error(String raw) {
    Outcome<ToolCall> call = ToolArguments.parse("t1", "shell", raw);
    assertInstanceOf(Outcome.Failure.class, call);
    return ((Outcome.Failure<ToolCall>) call).error();
  }
}
