package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.CompactedConversation.Reason;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactedConversationTest {
  private static final long NOW = 50;

  @Test
  void onCommandOnlyTheSummaryIsLeftForTheModel() {
    var compacted =
        CompactedConversation.of(List.of(user("a"), assistant("b")), "sum", Reason.COMMAND, NOW);
    assertEquals(List.of("a", "b"), texts(compacted, message -> message.metadata().userVisible()));
    assertEquals("sum", ModelView.of(compacted).getFirst().text());
    assertEquals(2, ModelView.of(compacted).size());
  }

  @Test
  void beforeATurnTheNewMessageComesAgainAfterTheSummary() {
    var compacted =
        CompactedConversation.of(
            List.of(user("a"), assistant("b"), user("new")), "sum", Reason.LENGTH, NOW);
    assertEquals(
        List.of("a", "b", "new"), texts(compacted, message -> message.metadata().userVisible()));
    assertEquals("new", ModelView.of(compacted).getLast().text());
    assertEquals(3, ModelView.of(compacted).size());
  }

  @Test
  void inTheMiddleOfATurnTheUserSeesNothingTwice() {
    var compacted =
        CompactedConversation.of(
            List.of(user("task"), request(), response()), "sum", Reason.LENGTH, NOW);
    assertEquals(
        List.of("task", "", ""), texts(compacted, message -> message.metadata().userVisible()));
    assertEquals("task", ModelView.of(compacted).getLast().text());
  }

  @Test
  void whatWasHiddenStaysHiddenFromTheUser() {
    var hidden = user("x").withMetadata(MessageMetadata.AGENT_ONLY);
    var compacted = CompactedConversation.of(List.of(hidden), "sum", Reason.COMMAND, NOW);
    assertEquals(List.of(), texts(compacted, message -> message.metadata().userVisible()));
  }

  @Test
  void whatCameMeanwhileStaysAndWhatWentStaysAway() {
    var compacted =
        CompactedConversation.of(
            List.of(user("a"), assistant("b"), user("c")), "sum", Reason.COMMAND, NOW);

    var stored =
        CompactedConversation.within(
            List.of(user("a"), user("late"), user("c"), user("later")), compacted);

    assertEquals(List.of("a", "late", "c", "later", "sum"), texts(stored, _ -> true).subList(0, 5));
    assertEquals(
        List.of("late", "later", "sum"),
        ModelView.of(stored).stream().map(Message::text).limit(3).toList());
  }

  @Test
  void messagesThatShareAnIdAreAllKept() {
    var twice = List.of(user("a"), user("a").withContent(assistant("b").content()), user("c"));
    var compacted = CompactedConversation.of(twice, "sum", Reason.COMMAND, NOW);

    assertEquals(compacted, CompactedConversation.within(twice, compacted));
  }

  @Test
  void aTranscriptLeavesOutToolResultsFromTheMiddleOutwards() {
    var transcript = new Transcript(json -> "{}");
    var conversation = List.of(user("go"), request(), response(), request(), response());
    assertEquals(
        "[user]: go\n[assistant]: tool_request(shell): {}\n[user]: tool_response: out\n"
            + "[assistant]: tool_request(shell): {}\n[user]: tool_response: out",
        transcript.of(conversation, 0));
    assertEquals(1, transcript.of(conversation, 10).split("tool_response", -1).length - 1);
    assertEquals(0, transcript.of(conversation, 100).split("tool_response", -1).length - 1);
  }

  private static List<String> texts(
      List<Message> messages, java.util.function.Predicate<Message> wanted) {
    return messages.stream().filter(wanted).map(Message::text).toList();
  }

  private static Message user(String text) {
    return Message.user("u" + text, 1, new Content.Text(text));
  }

  private static Message assistant(String text) {
    return Message.assistant("a" + text, 1, new Content.Text(text));
  }

  private static Message request() {
    return Message.assistant(
        "r",
        2,
        new Content.ToolRequest("1", Outcome.success(new ToolCall("shell", JsonObject.EMPTY))));
  }

  private static Message response() {
    return Message.user(
        "s", 2, new Content.ToolResponse("1", Outcome.success(ToolResult.text("out"))));
  }
}
