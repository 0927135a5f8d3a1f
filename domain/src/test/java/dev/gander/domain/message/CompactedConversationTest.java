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

  /// The rule: a note tells the model how to go on, which depends on who has the word.
  @Test
  void theModelIsToldHowToGoOn() {
    String common =
        "The message before this one sums up our conversation so far, which was too long to keep."
            + " I will not mention the summary or that there is one.";
    List<Message> turnBegins = List.of(user("a"), assistant("b"), user("new"));
    List<Message> midTurn = List.of(user("task"), request(), response());
    List<Message> noWords = List.of(assistant("b"), request(), response());
    String waits = common + " I go on from where we were when the user writes again.";
    String answers = common + " I answer the user's next message as if nothing had happened.";
    String works =
        common + " I was in the middle of a task and go on with it, calling tools as needed.";

    assertEquals(waits, note(turnBegins, Reason.COMMAND));
    assertEquals(waits, note(midTurn, Reason.COMMAND));
    assertEquals(waits, note(noWords, Reason.COMMAND));
    assertEquals(answers, note(turnBegins, Reason.LENGTH));
    assertEquals(works, note(midTurn, Reason.LENGTH));
    assertEquals(waits, note(noWords, Reason.LENGTH));
    assertEquals(answers, note(List.of(user("the first words of all")), Reason.LENGTH));
  }

  /// It follows the summary.
  private static String note(List<Message> conversation, Reason reason) {
    return ModelView.of(CompactedConversation.of(conversation, "sum", reason, NOW)).get(1).text();
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
