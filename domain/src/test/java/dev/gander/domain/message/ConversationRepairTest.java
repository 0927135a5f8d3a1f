package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationRepairTest {
  private static final long NOW = 99;

  @Test
  void aSoundConversationComesBackAsItIs() {
    var sound = List.of(user("hi"), request("1"), response("1", "done"), user("and?"));
    assertSame(sound, ConversationRepair.repair(sound, NOW));
  }

  @Test
  void anEmptyConversationGetsAGreeting() {
    assertEquals(
        List.of(Message.user(null, NOW, new Content.Text("Hello"))),
        ConversationRepair.repair(List.of(), NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void aGreetingStandsForAUsersBlanks(String blanks) {
    assertEquals(List.of(user("Hello")), ConversationRepair.repair(List.of(user(blanks)), NOW));
  }

  @Test
  void anAnswerStaysBeforeAUsersBlanks() {
    List<Message> begun = List.of(user("a"), assistant("b"), user(" "));
    assertEquals(
        List.of(user("a"), assistant("b"), user("Hello")), ConversationRepair.repair(begun, NOW));

    List<Message> continued = new ArrayList<>(begun);
    continued.addAll(List.of(assistant("c"), user("d")));
    assertEquals(
        List.of(user("a"), assistant("b"), user("Hello"), assistant("c"), user("d")),
        ConversationRepair.repair(continued, NOW));
  }

  @Test
  void blanksBesideWordsGo() {
    assertEquals(
        List.of(user("a")),
        ConversationRepair.repair(List.of(user(" "), user("a"), user("\n")), NOW));
    assertEquals(
        List.of(user("Hello")), ConversationRepair.repair(List.of(user(" "), user("")), NOW));
  }

  @Test
  void neighboursOfOneRoleAreJoined() {
    assertEquals(
        List.of(Message.user(null, 1, new Content.Text("a"), new Content.Text("b"))),
        ConversationRepair.repair(List.of(user("a"), user("b")), NOW));
  }

  @Test
  void aUsersTextIsNotJoinedToAToolResult() {
    var conversation = List.of(user("a"), request("1"), response("1", "x"), user("b"));
    assertEquals(conversation, ConversationRepair.repair(conversation, NOW));
  }

  @Test
  void requestsWithoutAnswerAndAnswersWithoutRequestGo() {
    assertEquals(
        List.of(user("a"), assistant("mid"), user("b")),
        ConversationRepair.repair(
            List.of(user("a"), request("1"), assistant("mid"), response("2", "x"), user("b")),
            NOW));
  }

  @Test
  void anAnswerBeforeItsRequestCountsForNothing() {
    assertEquals(
        List.of(user("a")),
        ConversationRepair.repair(List.of(user("a"), response("1", "x"), request("1")), NOW));
  }

  @Test
  void anIdMayComeAgainInALaterAnswer() {
    var twice =
        List.of(user("a"), request("1"), response("1", "x"), request("1"), response("1", "y"));

    assertEquals(twice, ConversationRepair.repair(twice, NOW));
  }

  @Test
  void ofTwoCallsWithOneIdInAnAnswerOnlyOneIsKept() {
    var twice =
        Message.assistant(
            null, 1, request("1").content().getFirst(), request("1").content().getFirst());
    var results =
        Message.user(
            null,
            1,
            response("1", "x").content().getFirst(),
            response("1", "y").content().getFirst());

    assertEquals(
        List.of(user("a"), request("1"), response("1", "x")),
        ConversationRepair.repair(List.of(user("a"), twice, results), NOW));
  }

  @Test
  void aLaterCallWithTheIdOfAnUnansweredOneGetsTheAnswer() {
    var conversation =
        List.of(user("a"), request("1"), user("b"), request("1"), response("1", "x"));

    assertEquals(
        List.of(
            Message.user(null, 1, new Content.Text("a"), new Content.Text("b")),
            request("1"),
            response("1", "x")),
        ConversationRepair.repair(conversation, NOW));
  }

  @Test
  void anAnswerThatCameLateStandsBehindItsRequest() {
    assertEquals(
        List.of(user("a"), request("1"), response("1", "x"), user("meanwhile")),
        ConversationRepair.repair(
            List.of(user("a"), request("1"), user("meanwhile"), response("1", "x")), NOW));
  }

  @Test
  void wordsBesideAToolResultBecomeAMessageOfTheirOwn() {
    var both =
        Message.user(null, 1, new Content.Text("look"), response("1", "x").content().getFirst());

    assertEquals(
        List.of(user("a"), request("1"), response("1", "x"), user("look")),
        ConversationRepair.repair(List.of(user("a"), request("1"), both), NOW));
  }

  @Test
  void resultsOfWhatAnAssistantBeganWithGoWithIt() {
    assertEquals(
        List.of(user("a")),
        ConversationRepair.repair(List.of(request("1"), response("1", "x"), user("a")), NOW));
  }

  @Test
  void thoughtsThatLeadToNothingGo() {
    var thought = Message.assistant(null, 1, new Content.Thinking("hm", "sig"));

    assertEquals(
        List.of(Message.user(null, 1, new Content.Text("a"), new Content.Text("b"))),
        ConversationRepair.repair(List.of(user("a"), thought, user("b")), NOW));
  }

  @Test
  void remarksThatNowStandTogetherDoNotRunTogether() {
    assertEquals(
        List.of(user("a"), assistant("I look.\nFound."), user("b")),
        ConversationRepair.repair(
            List.of(user("a"), assistant("I look."), request("1"), assistant("Found."), user("b")),
            NOW));
  }

  @Test
  void theUserBeginsAndEnds() {
    assertEquals(
        List.of(user("a")),
        ConversationRepair.repair(List.of(assistant("x"), user("a"), assistant("y")), NOW));
  }

  @Test
  void trailingBlanksOfTheAssistantAndEmptyMessagesGo() {
    assertEquals(
        List.of(user("a "), assistant("x"), user("b")),
        ConversationRepair.repair(
            List.of(user("a "), assistant("x \n"), user(""), assistant(""), user("b")), NOW));
  }

  @Test
  void anEmptyToolResultSaysSo() {
    var empty =
        Message.user(
            null, 1, new Content.ToolResponse("1", Outcome.success(ToolResult.of(List.of()))));
    var repaired = ConversationRepair.repair(List.of(user("a"), request("1"), empty), NOW);
    assertEquals(
        new Content.ToolResponse(
            "1",
            Outcome.success(
                ToolResult.of(List.<ToolContent>of(new ToolContent.Text("(empty result)"))))),
        repaired.getLast().content().getFirst());
  }

  @Test
  void hiddenMessagesKeepTheirPlaces() {
    var hidden = user("secret").withMetadata(MessageMetadata.USER_ONLY);
    assertEquals(
        List.of(Message.user(null, 1, new Content.Text("a"), new Content.Text("b")), hidden),
        ConversationRepair.repair(List.of(user("a"), hidden, user("b")), NOW));
  }

  private static Message user(String text) {
    return Message.user(null, 1, new Content.Text(text));
  }

  private static Message assistant(String text) {
    return Message.assistant(null, 1, new Content.Text(text));
  }

  private static Message request(String id) {
    return Message.assistant(
        null,
        1,
        new Content.ToolRequest(id, Outcome.success(new ToolCall("shell", JsonObject.EMPTY))));
  }

  private static Message response(String id, String text) {
    return Message.user(
        null, 1, new Content.ToolResponse(id, Outcome.success(ToolResult.text(text))));
  }
}
