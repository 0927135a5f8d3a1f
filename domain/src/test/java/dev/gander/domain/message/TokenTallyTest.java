package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTallyTest {
  private final List<String> counted = new ArrayList<>();
  private final List<Long> limits = new ArrayList<>();
  private final TokenTally tally = new TokenTally(this::count, _ -> "{}");

  /// Each character is a token.
  private long count(String text, long enough) {
    counted.add(text);
    limits.add(enough);
    return text.length();
  }

  @Test
  void textsCallsAndResultsCount() throws Exception {
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
  void whatTheModelDoesNotSeeCostsNothing() throws Exception {
    assertEquals(0, tally.of(List.of(text("hello").withMetadata(MessageMetadata.USER_ONLY))));
  }

  @Test
  void eachMessageIsCountedOnce() throws Exception {
    tally.of(List.of(text("one"), text("two")));
    counted.clear();

    assertEquals(3 * 7 + 11, tally.of(List.of(text("one"), text("two"), text("three"))));
    assertEquals(List.of("three"), counted);
  }

  @Test
  void aMessageThatMovedIsKnownAndAChangedOneIsNot() throws Exception {
    tally.of(List.of(text("one"), text("two"), text("three")));
    counted.clear();

    tally.of(List.of(text("three"), text("one!")));

    assertEquals(List.of("one!"), counted);
  }

  @Test
  void aShortConversationIsNotCountedAtAll() throws Exception {
    assertFalse(tally.exceeds(List.of(text("hello")), 7 + 15));
    assertEquals(List.of(), counted);

    assertFalse(tally.exceeds(List.of(text("hello")), 7 + 5));
    assertTrue(tally.exceeds(List.of(text("hello")), 7 + 4.5));
    assertEquals(List.of("hello"), counted);
  }

  @Test
  void aLongConversationIsCountedAsFarAsTheLimit() throws Exception {
    List<Message> messages = List.of(text("one"), text("long enough"), text("not needed"));

    assertTrue(tally.exceeds(messages, 3 * 7 + 3 + 5));
    assertEquals(List.of("one", "long enough"), counted);
    assertEquals(List.of(8L, 5L), limits);
  }

  @Test
  void whatExceededOnceIsNotCountedAgain() throws Exception {
    List<Message> messages = List.of(text("one"), text("two"));
    assertTrue(tally.exceeds(messages, 2 * 7 + 4));
    counted.clear();

    assertTrue(tally.exceeds(messages, 2 * 7 + 4));
    assertEquals(List.of(), counted);
    assertFalse(tally.exceeds(messages, 2 * 7 + 6));
  }

  /// Neither in order to measure them nor in order to count them: a copy may be too much.
  @Test
  void hugeArgumentsAreNotWritten() throws Exception {
    TokenTally writing = new TokenTally(this::count, _ -> fail("written"));
    String huge = "x".repeat(5_000_000);
    JsonObject arguments =
        JsonObject.builder().put("a", huge).put("b", JsonArray.ofTexts(List.of(huge))).build();
    List<Message> messages =
        List.of(
            Message.assistant(
                null,
                1,
                new Content.ToolRequest("c", Outcome.success(new ToolCall("t", arguments)))));

    assertFalse(writing.exceeds(messages, 100_000_000));
    assertEquals(List.of(), counted);
    assertTrue(writing.exceeds(messages, 9_000_000));
    long tokens = writing.of(messages);
    assertTrue(tokens >= 10_000_000 && tokens < 10_000_100, () -> "tokens: " + tokens);
  }

  @Test
  void argumentsAreWrittenAsJson() throws Exception {
    TokenTally writing = new TokenTally(this::count, Json::toString);
    writing.of(
        List.of(
            Message.assistant(
                null,
                1,
                new Content.ToolRequest("c", Outcome.success(new ToolCall("t", null))),
                new Content.ToolRequest("d", Outcome.failure("cut off")))));

    assertEquals(List.of("c:t:" + JsonObject.EMPTY), counted);
  }

  private static Message text(String text) {
    return Message.user("m", 1, new Content.Text(text));
  }
}
