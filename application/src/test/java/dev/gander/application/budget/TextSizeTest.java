package dev.gander.application.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sizes that are guessed.
class TextSizeTest {
  @ParameterizedTest
  @CsvSource({
    "abcdefgh, 1, 2",
    "abcdefghi, 1, 3",
    "日本, 1, 2",
    "日本ab, 1, 3",
    // Of these not all characters are looked at.
    "a, 5000000, 1250000",
    "日, 5000000, 5000000",
    "日bbb日bb, 300003, 975010",
  })
  void fourLettersAreATokenAndOthersOneEach(String part, int times, long tokens) {
    long guess = guess(new Content.Text(part.repeat(times)));

    assertTrue(Math.abs(tokens - guess) <= tokens / 10, () -> guess + " tokens");
  }

  @Test
  void argumentsAreAsLongAsTheirJson() {
    JsonObject arguments =
        JsonObject.builder()
            .put("path", "/notes/today.md")
            .put("lines", JsonArray.ofTexts(List.of("one", "two")))
            .put("none", new JsonArray(List.of()))
            .put("empty", JsonObject.EMPTY)
            .put("nested", JsonObject.of("at", Json.of(1234567)))
            .put("all", true)
            .build();

    long guess =
        guess(new Content.ToolRequest("c1", Outcome.success(new ToolCall("tool", arguments))));

    assertEquals((("tool" + arguments.compact()).length() + 3) / 4, guess);
  }

  private static long guess(Content content) {
    TextSize.Answer answer = new TextSize.Answer();
    answer.add(Message.assistant(null, 0, content));
    return answer.tokens();
  }
}
