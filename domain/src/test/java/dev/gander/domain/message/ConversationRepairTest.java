package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.Json;
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

  /// The rule: a model gets what it can read in that role, and nothing else.
  @Test
  void eachKindOfBlockStaysOnlyInItsRole() {
    Content image = new Content.Image("aaaa", "image/png", JsonObject.EMPTY);
    assertStays(image, Role.USER, true);
    assertStays(image, Role.ASSISTANT, true);
    for (Content thought :
        List.of(
            new Content.Thinking("hm", "sig"),
            new Content.RedactedThinking("x", JsonObject.EMPTY))) {
      assertStays(thought, Role.USER, false);
      assertStays(thought, Role.ASSISTANT, true);
    }
    for (Content ours :
        List.of(
            new Content.FrontendToolRequest("1", Outcome.failure("x"), JsonObject.EMPTY),
            new Content.ActionRequired(
                new Action.ElicitationResponse("1", JsonObject.EMPTY, null, JsonObject.EMPTY)),
            new Content.SystemNotification("inlineMessage", "compacted"),
            new Content.Unknown(JsonObject.of("type", Json.of("new"))))) {
      assertStays(ours, Role.USER, false);
      assertStays(ours, Role.ASSISTANT, false);
    }
  }

  private static void assertStays(Content block, Role role, boolean stays) {
    Message message =
        new Message(null, role, 1, List.of(block, text("x")), MessageMetadata.VISIBLE);
    List<Message> around = List.of(user("a"), assistant("b"), user("c"));
    List<Message> conversation = new ArrayList<>(around);
    conversation.set(role == Role.USER ? 0 : 1, message);

    List<Content> repaired =
        ConversationRepair.repair(conversation, NOW).get(role == Role.USER ? 0 : 1).content();

    assertEquals(
        stays ? List.of(block, text("x")) : List.of(text("x")), repaired, role + " and " + block);
  }

  private static Content text(String text) {
    return new Content.Text(text);
  }

  @Test
  void aUsersMessageWithNothingForAModelGoes() {
    Message note =
        Message.user(null, 1, new Content.SystemNotification("inlineMessage", "compacted"));

    assertEquals(
        List.of(user("a"), assistant("x"), user("b")),
        ConversationRepair.repair(
            List.of(user("a"), assistant("x"), note, assistant(""), user("b")), NOW));
  }

  @Test
  void aToolResultThatNoModelReadsSaysThatItIsEmpty() {
    ToolContent said = new ToolContent.Text("(empty result)");
    for (ToolContent silent :
        List.of(
            new ToolContent.Text(""),
            new ToolContent.Audio("aaaa", "audio/wav", JsonObject.EMPTY),
            new ToolContent.Resource(JsonObject.of("uri", Json.of("x://y")), JsonObject.EMPTY),
            new ToolContent.Resource(JsonObject.of("text", Json.of("")), JsonObject.EMPTY),
            new ToolContent.ResourceLink(JsonObject.of("uri", Json.of("x://y"))))) {
      assertEquals(List.of(silent, said), repairedResult(silent), silent::toString);
    }
    for (ToolContent telling :
        List.of(
            new ToolContent.Text("x"),
            new ToolContent.Image("aaaa", "image/png", JsonObject.EMPTY),
            new ToolContent.Resource(JsonObject.of("text", Json.of("x")), JsonObject.EMPTY))) {
      assertEquals(List.of(telling), repairedResult(telling), telling::toString);
    }
  }

  private static List<ToolContent> repairedResult(ToolContent content) {
    Content result =
        new Content.ToolResponse("1", Outcome.success(ToolResult.of(List.of(content))));
    List<Message> repaired =
        ConversationRepair.repair(
            List.of(user("a"), request("1"), Message.user(null, 1, result)), NOW);
    Content.ToolResponse response = (Content.ToolResponse) repaired.getLast().content().getFirst();
    return ((Outcome.Success<ToolResult>) response.result()).value().content();
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
