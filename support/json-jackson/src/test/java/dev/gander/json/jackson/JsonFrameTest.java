package dev.gander.json.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFrameTest {
  private static final String GAP = "\uE000\uE001\uE000";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "é",
        "\"",
        "\\",
        "\n",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u2028",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00a",
        "</script>",
        "a\"b\\c",
        GAP
      })
  void itWritesWhatTheWholeValueWouldBe(String text) throws IOException {
    JsonFrame frame = Objects.requireNonNull(JsonFrame.of(JsonFrameTest::value));
    assertEquals(JsonText.write(value(text)), frame.with(text));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    frame.write(text, bytes);
    assertEquals(JsonText.write(value(text)), bytes.toString(UTF_8));
  }

  /// Also what is collected in blocks, and what is too long for that.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 10_000, 300_000})
  void itIsWrittenWithAHugeTextOrValueThatIsNeverThere(int length) {
    JsonFrame frame = Objects.requireNonNull(JsonFrame.of(JsonFrameTest::value));
    for (String unit : List.of("plain text", "\"\\\n\u0000é\u007f", "a\ud83d\ude00", "\\")) {
      String text = unit.repeat(length);
      List<String> pieces = List.of("", text, "\n", "é", text.substring(text.length() / 2), "");
      JsonObject inner =
          JsonObject.of(unit, JsonArray.of(Json.of(text), Json.of(1.5), JsonObject.EMPTY));

      assertArrayEquals(
          JsonText.bytes(value(String.join("", pieces))), joined(frame.blocksWith(pieces)), unit);
      assertArrayEquals(
          JsonText.bytes(value(JsonText.write(inner))), joined(frame.blocksWith(inner)), unit);
      assertArrayEquals(JsonText.bytes(inner), joined(JsonText.blocks(inner)), unit);
    }
  }

  private static byte[] joined(List<byte[]> blocks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    blocks.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static JsonObject value(String text) {
    return JsonObject.builder()
        .put("é\"", JsonArray.of(Json.of(1), JsonObject.of("text", Json.of(text))))
        .put("after", true)
        .build();
  }

  @Test
  void aValueThatContainsTheMarkOrNoTextHasNoFrame() {
    assertNull(JsonFrame.of(text -> value(text).with("mark", Json.of(GAP))));
    assertNull(JsonFrame.of(_ -> JsonObject.EMPTY));
  }
}
