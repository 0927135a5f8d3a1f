package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTallyTest {
  private final List<String> counted = new ArrayList<>();
  private final TokenTally tally = new TokenTally(this::count, _ -> "{}");

  /// Each character is a token.
  private int count(String text) {
    counted.add(text);
    return text.length();
  }

  @Test
  void textsCallsAndResultsCount() {
    Message call =
        Message.assistant(
            "a",
            1,
            new Content.Thinking("long thoughts", ""),
            new Content.ToolRequest("c1", Outcome.success(new ToolCall("sh", JsonObject.EMPTY))));
    Message result =
        Message.user(
            "b",
            1,
            new Content.ToolResponse("c1", Outcome.success(ToolResult.text("done"))),
            new Content.Image("aaaa", "image/png", JsonObject.EMPTY));

    assertEquals(7 + "hello".length(), tally.of(List.of(text("hello"))));
    assertEquals(7 + "c1:sh:{}".length(), tally.of(List.of(call)));
    assertEquals(7 + "done".length(), tally.of(List.of(result)));
  }

  @Test
  void whatTheModelDoesNotSeeCostsNothing() {
    assertEquals(0, tally.of(List.of(text("hello").withMetadata(MessageMetadata.USER_ONLY))));
  }

  @Test
  void eachMessageIsCountedOnce() {
    tally.of(List.of(text("one"), text("two")));
    counted.clear();

    assertEquals(3 * 7 + 11, tally.of(List.of(text("one"), text("two"), text("three"))));
    assertEquals(List.of("three"), counted);
  }

  @Test
  void aMessageThatMovedIsKnownAndAChangedOneIsNot() {
    tally.of(List.of(text("one"), text("two"), text("three")));
    counted.clear();

    tally.of(List.of(text("three"), text("one!")));

    assertEquals(List.of("one!"), counted);
  }

  @Test
  void aShortConversationIsNotCountedAtAll() {
    assertFalse(tally.exceeds(List.of(text("hello")), 7 + 15));
    assertEquals(List.of(), counted);

    assertFalse(tally.exceeds(List.of(text("hello")), 7 + 5));
    assertTrue(tally.exceeds(List.of(text("hello")), 7 + 4.5));
    assertEquals(List.of("hello"), counted);
  }

  @Test
  void argumentsAreWrittenAsJson() {
    TokenTally writing = new TokenTally(this::count, Json::toString);
    writing.of(
        List.of(
            Message.assistant(
                null,
                1,
                new Content.ToolRequest("c", Outcome.success(new ToolCall("t", null))),
                new Content.ToolRequest("d", Outcome.failure("cut off")))));

    assertEquals(List.of("c:t:" + JsonObject.EMPTY, ""), counted);
  }

  private static Message text(String text) {
    return Message.user("m", 1, new Content.Text(text));
  }
}
