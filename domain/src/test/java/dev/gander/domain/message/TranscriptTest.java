package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTest {
  private final Transcript transcript = new Transcript(arguments -> "{…}");

  /// The rule: tool results are left out from the middle outwards, the earlier one first; at least
  /// one. Everything else stays.
  @ParameterizedTest(name = "{1} % of {0}: {2} stay")
  @CsvSource({
    "a,          0,   a",
    "a,          10,  ''",
    "a,          100, ''",
    "ab,         10,  b",
    "ab,         50,  b",
    "ab,         100, ''",
    "abc,        20,  ac",
    "abc,        50,  ac",
    "abcd,       50,  ad",
    "abcde,      20,  abde",
    "abcde,      50,  ade",
    "abcdefghij, 0,   abcdefghij",
    "abcdefghij, 10,  abcdfghij",
    "abcdefghij, 20,  abcdghij",
    "abcdefghij, 50,  abhij",
    "abcdefghij, 100, ''"
  })
  void theMiddleResultsAreLeftOut(String results, int percent, String left) {
    List<Message> conversation = new ArrayList<>(List.of(user("go")));
    StringBuilder expected = new StringBuilder("[user]: go");
    for (String name : results.split("")) {
      conversation.add(request(name));
      conversation.add(response(name));
      expected.append("\n[assistant]: tool_request(").append(name).append("): {…}");
      if (left.contains(name)) {
        expected.append("\n[user]: tool_response: ").append(name);
      }
    }

    assertEquals(expected.toString(), transcript.of(conversation, percent));
  }

  @Test
  void whatTheModelDoesNotSeeIsNoResultToLeaveOut() {
    List<Message> conversation =
        List.of(
            request("a"),
            response("a"),
            request("b").withMetadata(MessageMetadata.USER_ONLY),
            response("b").withMetadata(MessageMetadata.USER_ONLY),
            request("c").withMetadata(MessageMetadata.USER_ONLY),
            response("c").withMetadata(MessageMetadata.USER_ONLY));

    assertEquals("[assistant]: tool_request(a): {…}", transcript.of(conversation, 10));
  }

  @Test
  void eachKindOfBlockIsTold() {
    Message mixed =
        Message.assistant(
            "m",
            1,
            new Content.Text("text"),
            new Content.Thinking("secret thought", ""),
            new Content.Image("AAAA", "image/png", JsonObject.EMPTY),
            new Content.ToolRequest("1", Outcome.failure("no such tool")),
            new Content.SystemNotification("inlineMessage", "compacted"));
    Message thoughtful = Message.assistant("n", 1, new Content.Thinking("thought", ""));
    Message answers =
        Message.user(
            "o",
            1,
            new Content.ToolResponse("1", Outcome.failure("it broke")),
            new Content.ToolResponse(
                "2",
                Outcome.success(
                    ToolResult.of(
                        List.of(
                            new ToolContent.Text("line"),
                            new ToolContent.Image("AAAA", "image/png", JsonObject.EMPTY))))));

    assertEquals(
        """
        [assistant]: text
        [image: image/png]
        tool_request: no such tool
        [notice: compacted]
        [assistant]: <empty message>
        [user]: tool_response: it broke
        tool_response: line
        [no text]""",
        transcript.of(List.of(mixed, thoughtful, answers), 0));
  }

  private static Message user(String text) {
    return Message.user("u", 1, new Content.Text(text));
  }

  private static Message request(String name) {
    return Message.assistant(
        "r" + name,
        1,
        new Content.ToolRequest(name, Outcome.success(new ToolCall(name, JsonObject.EMPTY))));
  }

  private static Message response(String name) {
    return Message.user(
        "s" + name, 1, new Content.ToolResponse(name, Outcome.success(ToolResult.text(name))));
  }
}
